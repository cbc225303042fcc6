import Sessions

/// The labs that can be learned, run and linted: those inside the program, and others.
///
/// A file is named `NAME.lab.md`, or `NAME.fr.lab.md` for the translation of NAME to French.
package struct LabShelf: Sendable {
  /// One file.
  package struct Entry: Sendable {
    /// Its name: that of the file, without `.lab.md`; a translation's ends with its language.
    package let name: String
    /// Where it lies; `nil` for one inside the program.
    package let path: String?
    /// The file.
    package let bytes: [UInt8]
  }

  /// All files, in the order of their names.
  package private(set) var entries: [Entry]
  /// The labs to be learned, translations too.
  package private(set) var lessons: [Lesson] = []
  /// The questions of files that are not inside the program.
  package private(set) var questions: [Question] = []
  /// The questions of files inside the program in whose place there are others.
  package private(set) var replacedQuestions: Set<String> = []
  /// What is wrong with other files, in words; each is left out.
  package private(set) var faults: [String] = []
  /// The files that take the place of one inside the program, in words.
  package private(set) var notes: [String] = []

  /// Puts files beside those inside the program, or in the place of those of the same name.
  package init(_ others: [(path: String, bytes: [UInt8])] = []) {
    entries = BuiltInLabs.all.map { Entry(name: $0.name, path: nil, bytes: $0.bytes) }
    for other in others {
      let name = LabShelf.name(of: other.path)
      let entry = Entry(name: name, path: other.path, bytes: other.bytes)
      guard let place = entries.firstIndex(where: { $0.name == name }) else {
        entries.append(entry)
        continue
      }
      let twin = entries[place]
      if let path = twin.path {
        faults.append("\(other.path): left out, since a lab \(name) is at \(path)")
      } else if let fault = LabShelf.fault(of: entry) {
        faults.append("\(fault), and kmslab's own \(name) stays")
      } else {
        notes.append("\(other.path) is here in the place of kmslab's own \(name)")
        let questions = (try? LabFile(twin.bytes)).flatMap { try? Question.all(in: $0) } ?? []
        replacedQuestions.formUnion(questions.map(\.id))
        entries[place] = entry
      }
    }
    entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for entry in entries { take(entry) }
  }

  private mutating func take(_ entry: Entry) {
    let name = LabShelf.original(of: entry.name)
    guard entry.path != nil else {
      if let lesson = Lesson(builtIn: entry.bytes, name: name) { lessons.append(lesson) }
      return
    }
    do throws(LabFileError) {
      let file = try LabFile(entry.bytes)
      if file["kind"] == "quiz" { try takeQuestions(of: file) }
      guard file["kind"] == "lab" else { return }
      lessons.append(try Lesson(file, name: name, path: entry.path))
    } catch {
      faults.append("\(entry.path ?? entry.name):\(error.line): \(error.message); left out")
    }
  }

  /// What keeps a file from taking the place of another, in words; `nil` where nothing does.
  private static func fault(of entry: Entry) -> String? {
    do throws(LabFileError) {
      let file = try LabFile(entry.bytes)
      if file["kind"] == "quiz" { _ = try Question.all(in: file) }
      if file["kind"] == "lab" {
        _ = try Lesson(file, name: LabShelf.original(of: entry.name), path: entry.path)
      }
      return nil
    } catch {
      return "\(entry.path ?? entry.name):\(error.line): \(error.message); left out"
    }
  }

  /// Adds the questions of a file; an id stands for one question.
  private mutating func takeQuestions(of file: LabFile) throws(LabFileError) {
    let added = try Question.all(in: file)
    let builtIn = Set(Tutor.builtInQuestions.map(\.id)).subtracting(replacedQuestions)
    let taken = builtIn.union(questions.map(\.id))
    for question in added where taken.contains(question.id) {
      throw LabFileError(
        line: question.line, message: "there is a question \(question.id) already")
    }
    questions += added
  }

  /// The file of a name.
  package func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// The name of a file, without folders and `.lab.md`.
  package static func name(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".lab.md") ? String(name.dropLast(7)) : name
  }

  /// The language in a name: `fr` of `x.fr`, `pt-BR` of `x.pt-BR`.
  package static func language(of name: String) -> String? {
    // Most names have none, and an expression is compiled anew each time.
    guard name.utf8.contains(UInt8(ascii: ".")) else { return nil }
    return name.wholeMatch(of: /.+\.([a-z]{2,3}(-[A-Z]{2})?)/).map { String($0.1) }
  }

  /// The name without its language.
  package static func original(of name: String) -> String {
    language(of: name).map { String(name.dropLast($0.count + 1)) } ?? name
  }

  /// The first language of a learner's settings that has a translation; `nil` for plain English.
  ///
  /// A setting is `fr`, `fr_FR.UTF-8` or `fr:de`, as LC_ALL, LC_MESSAGES and LANG have them.
  package func language(for setting: String) -> String? {
    let known = Set(lessons.compactMap(\.language))
    for wish in setting.split(separator: ":") {
      let tag = wish.prefix { $0 != "." && $0 != "@" }.replacing("_", with: "-")
      let short = String(tag.prefix { $0 != "-" })
      if let language = [String(tag), short].first(where: known.contains) { return language }
      if ["en", "C", "POSIX"].contains(short) { return nil }
    }
    return nil
  }
}
