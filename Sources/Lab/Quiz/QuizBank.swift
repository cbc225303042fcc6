package import Sessions

/// The questions of several lab files.
package struct QuizBank: Sendable {
  /// What is wrong with one of the files.
  package struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file as it was named.
    package let file: String
    /// What is wrong with it, and where.
    package let error: LabFileError

    /// `quiz-rotation line 12: …`.
    package var description: String { "\(file) \(error)" }
  }

  /// All of them, in the order of the files.
  package private(set) var questions: [Question] = []

  /// Reads the questions of files; an id stands for one question in all of them.
  package init(_ files: [(name: String, bytes: [UInt8])]) throws(Fault) {
    var places: [String: String] = [:]
    for file in files {
      do throws(LabFileError) {
        for question in try Question.all(in: LabFile(file.bytes)) {
          if let place = places[question.id] {
            throw LabFileError(
              line: question.line, message: "the id \(question.id) is that of \(place) too")
          }
          places[question.id] = "\(file.name) line \(question.line)"
          questions.append(question)
        }
      } catch {
        throw Fault(file: file.name, error: error)
      }
    }
  }

  /// The bank that is inside the program: the lab files of kind `quiz`.
  package static func builtIn() throws(Fault) -> QuizBank {
    try QuizBank(
      BuiltInLabs.all.filter { LabFile(frontMatterOf: $0.bytes)?["kind"] == "quiz" }
        .map { ($0.name, $0.bytes) })
  }

  /// The topics, in the order of the files.
  package var topics: [String] {
    var topics: [String] = []
    for question in questions where !topics.contains(question.topic) {
      topics.append(question.topic)
    }
    return topics
  }

  /// The question of a name.
  package subscript(id: String) -> Question? { questions.first { $0.id == id } }
}
