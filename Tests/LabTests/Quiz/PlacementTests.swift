import Console
import Sessions
import Shell
import Testing

@testable import Lab

/// Ten questions over the whole course, and what they say of its labs.
struct PlacementTests {
  /// Answers all questions, right where the row says so; what was printed last.
  private static func end(_ isRight: (Int) -> Bool) throws -> (text: String, topics: [String]) {
    var session = Session()
    session.companion = Tutor()
    _ = session.execute("quiz --placement")
    var (text, topics): (String, [String]) = ("", [])
    while let quiz = (session.companion as? Tutor)?.quiz, let question = quiz.question {
      let letters = zip(QuizRun.letters, quiz.shown)
      let right: [String] =
        question.kind == .order
        ? question.answers.compactMap { answer in letters.first { $0.1 == answer }?.0 }
        : letters.filter(\.1.isRight).map(\.0)
      let wrong =
        question.kind == .order ? right.reversed() : letters.filter { !$0.1.isRight }.map(\.0)
      let line = (isRight(topics.count) ? right : Array(wrong.prefix(right.count))).joined(
        separator: " ")
      topics.append(question.topic)
      guard case .done(let results, _, _) = session.execute(line) else { break }
      text = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    }
    return (text, topics)
  }

  @Test func `Ten questions of ten topics are asked, the last ones of late labs`() throws {
    let topics = try Self.end { _ in true }.topics
    #expect(topics.count == 10)
    #expect(Set(topics).count == 10)
  }

  @Test func `Who knows nothing begins with the first lab`() throws {
    let text = try Self.end { _ in false }.text
    #expect(text.contains("0 of 10 right"))
    #expect(text.contains("You should skip no lab yet."))
    #expect(text.hasSuffix("Begin with: learn a-key-of-your-own\n"))
  }

  @Test func `What was known may be skipped, and nothing else`() throws {
    let all = try Self.end { _ in true }
    #expect(all.text.contains("10 of 10 right"))
    let one = try Self.end { $0 == 0 }
    #expect(one.text.contains("1 of 10 right"))
    let lessons = Tutor().lessons
    let taught = Set(Tutor.builtInQuestions.filter { $0.topic == one.topics[0] }.map(\.lab))
    for lesson in lessons {
      let isSkipped =
        one.text.split(separator: "Begin with")[0].contains(" \(lesson.name),")
        || one.text.split(separator: "Begin with")[0].contains(" \(lesson.name).")
      #expect(isSkipped == taught.contains(lesson.name), "\(lesson.name)")
    }
  }

  @Test func `Other words are refused`() {
    var session = Session()
    session.companion = Tutor()
    _ = session.execute("quiz --placement now")
    #expect(session.lastStatus == 2)
  }
}
