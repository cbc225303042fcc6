import Console
import Sessions
import Shell
import Testing

@testable import Lab

/// How often a question is asked in one quiz, and when its answer is told.
struct QuizTriesTests {
  private static let question = """
    ```quiz id=a-1 kind=one lab=x
    Which?
    [ ] one | No: not one.
    [x] two | Yes: two it is.
    [ ] three | No: not three.
    ```
    ```quiz id=a-2 kind=order lab=x
    In order?
    [x] first | Yes.
    [x] second | Yes.
    ```
    ```quiz id=a-3 kind=several lab=x
    Which two?
    [x] red | Yes: red.
    [x] blue | Yes: blue.
    [ ] green | No: not green.
    ```
    """

  private static func session() throws -> Session {
    let bank = try Question.all(in: LabFile(lab(question)))
    var session = Session()
    session.companion = Tutor([], bank: bank)
    return session
  }

  private static func type(_ line: String, _ session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  /// The letters of answers in the order in which the present question shows them.
  private static func letters(_ texts: [String], in shown: String) -> String {
    let found = texts.compactMap { text in
      shown.split(separator: "\n").last { $0.hasSuffix(") \(text)") }?.dropFirst(2).first
        .map(String.init)
    }
    return found.joined(separator: " ")
  }

  @Test func `After the last wrong try the right answer is told, and the question is over`() throws
  {
    var session = try Self.session()
    var shown = Self.type("quiz", &session)
    #expect(shown.contains("Which?"))
    shown = Self.type(Self.letters(["one"], in: shown), &session)
    #expect(shown.contains("Not quite.") && !shown.contains("Right is: two"))
    shown = Self.type(Self.letters(["first", "second"], in: shown), &session)
    shown = Self.type(Self.letters(["red", "blue"], in: shown), &session)
    #expect(shown.contains("Which?"))
    shown = Self.type(Self.letters(["three"], in: shown), &session)
    #expect(shown.contains("No: not three.\n  Right is: two\n    Yes: two it is."))
    // Of three questions two were known at the first try.
    #expect(shown.contains("2 of 3 right"))
    #expect(Self.type("a", &session).contains("a is no command"))
  }

  @Test func `An order with a letter missing is asked for again, and does not count`() throws {
    var session = try Self.session()
    var shown = Self.type("quiz", &session)
    shown = Self.type(Self.letters(["two"], in: shown), &session)
    #expect(Self.type("a", &session).contains("put all 2 in order, each letter once"))
    shown = Self.type(Self.letters(["first", "second"], in: shown), &session)
    _ = Self.type(Self.letters(["red", "blue"], in: shown), &session)
    #expect(session.companion?.record.questions.count { $0.value.wrong > 0 } == 0)
  }

  @Test func `The letters of an example are never the right answer`() throws {
    for question in Tutor.builtInQuestions {
      let quiz = QuizRun([question], .practice)
      let letters = quiz.example?.split(separator: " ").map(String.init)
      let isAsked = question.kind == .several || question.kind == .order && quiz.shown.count > 2
      #expect((letters != nil) == isAsked, "\(question.id)")
      guard let letters else { continue }
      var run = quiz
      #expect(run.take(letters)?.isRight == false, "\(question.id)")
    }
  }

  @Test func `Who stops is told the answers that were still to come back`() throws {
    var session = try Self.session()
    let shown = Self.type("quiz", &session)
    _ = Self.type(Self.letters(["one"], in: shown), &session)
    let end = Self.type("enough", &session)
    #expect(end.contains("  Which?\n    Right is: two\n      Yes: two it is.\n"))
    #expect(!end.contains("Which two?"))
  }

  @Test func `An exam ends with the reasons of right answers and wrong ones`() throws {
    var session = try Self.session()
    var shown = Self.type("quiz --exam 3", &session)
    for texts in [["one"], ["second", "first"], ["red", "blue"]] {
      shown = Self.type(Self.letters(texts, in: shown), &session)
      #expect(shown.contains("1 of 3 right") || !shown.contains("Yes:") && !shown.contains("No:"))
    }
    #expect(
      shown.contains(
        "  Which?\n    You said: one\n      No: not one.\n    Right is: two\n      Yes: two it is.\n"
      ))
    #expect(
      shown.contains("    Not in the order in which you had it.\n    1. first\n    2. second\n"))
    #expect(
      shown.contains("  Which two?\n    Right is: red\n      Yes: red.\n    Right is: blue\n"))
  }
}
