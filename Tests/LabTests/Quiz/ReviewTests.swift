import Console
import Kernel
import Sessions
import Shell
import Testing

@testable import Lab

/// What comes back on which day, and how a start asks for it.
struct ReviewTests {
  @Test(arguments: [
    // The days of answers, wrong ones below zero, and the day on which the question comes back.
    ([100], 107), ([100, 107], 128), ([100, 107, 128], 188), ([100, 107, 128, 188], 368),
    ([100, 107, 128, 188, 368], 548), ([-100], 101), ([-100, 101], 104), ([-100, 101, 104], 111),
    ([-100, 101, 104, 111], 132), ([100, -107], 108), ([100, 150], 171),
    // What was just read shows nothing, but that it is not known shows at any time.
    ([-100, 100], 101), ([-100, 100, 100], 101), ([100, 103], 107), ([100, -103], 104),
  ])
  func `Each right answer on its day waits longer, and a wrong one brings it back soon`(
    answers: [Int], day: Int
  ) {
    var record = LearnerRecord()
    for answer in answers {
      record.note(.answer(question: "q", isRight: answer > 0), on: abs(answer))
    }
    #expect(record.questions["q"]?.date?.day == day)
    #expect(LearnerRecord(text: record.text) == record)
  }

  private static let bank = """
    ```quiz id=x-1 kind=one lab=lesson
    First?
    [x] yes | Yes: first.
    [ ] no | No: not first.
    ```
    ```quiz id=x-2 kind=one lab=lesson
    Second?
    [x] yes | Yes: second.
    [ ] no | No: not second.
    ```
    ```quiz id=x-3 kind=one lab=other
    Third?
    [x] yes | Yes: third.
    [ ] no | No: not third.
    ```
    """

  private static func session(_ record: String) throws -> Session {
    let bank = try Question.all(in: LabFile(lab(bank)))
    var session = Session()
    session.companion = Tutor([], bank: bank)
    session.host.record = { record }
    return session
  }

  private static func type(_ line: String, _ session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  @Test(arguments: [
    ("", ""), ("finished lesson 97\n", "First? Second?"), ("finished lesson 98\n", ""),
    ("finished lesson\n", "First? Second?"),
    ("question x-3 1 0 1 2 100\n", "Third?"), ("question x-3 1 0 1 2 101\n", ""),
    // What was missed comes first, then what was never asked, then what waits longest.
    (
      "finished lesson 97\nquestion x-1 1 0 1 2 90\nquestion x-3 0 1 0 0 100\n", "Third? Second?"
    ),
    ("question x-1 1 0 1 2 99\nquestion x-2 1 0 1 2 98\n", "Second? First?"),
    // What older programs wrote, without days.
    ("question x-1 1 0 1\nquestion x-2 0 1 0\n", "Second? First?"),
    ("finished lesson 97\nreviewed 99\n", "First? Second?"),
  ])
  func `Two questions are asked of what is due, what was missed first`(
    record: String, questions: String
  ) throws {
    let record = "today 100\n" + record
    var session = try Self.session(record)
    let known = LearnerRecord(text: record)
    #expect(session.companion?.isReviewDue(by: known) == !questions.isEmpty)
    var asked: [String] = []
    var shown = Self.type("review", &session)
    while let question = shown.split(separator: "\n").last(where: { $0.hasSuffix("?") }) {
      asked.append(String(question))
      shown = Self.type("a", &session)
    }
    #expect(asked.joined(separator: " ") == questions)
    if questions.isEmpty { #expect(shown.contains("nothing that you learned is due")) }
  }

  @Test(arguments: ["reviewed 100\n", "review off\n"])
  func `A start asks once a day, and not where the review is off`(line: String) throws {
    let known = LearnerRecord(text: "today 100\nfinished lesson 90\n" + line)
    #expect(try Self.session("").companion?.isReviewDue(by: known) == false)
  }

  @Test func `A start asks nothing of who is in a lab`() throws {
    var session = Session()
    session.companion = Tutor()
    _ = Self.type("learn 2", &session)
    let known = LearnerRecord(text: "today 100\nfinished a-key-of-your-own 90\n")
    #expect(session.companion?.isReviewDue(by: known) == false)
    _ = Self.type("leave", &session)
    #expect(session.companion?.isReviewDue(by: known) == true)
  }

  @Test func `A question that was answered says when it comes back, and is not asked twice`() throws
  {
    var session = try Self.session("today 100\nfinished lesson 97\n")
    let shown = Self.type("review", &session)
    #expect(shown.contains("  2 questions from earlier days; Enter or any command leaves them.\n"))
    let right = shown.contains("a) yes") ? "a" : "b"
    let next = Self.type(right, &session)
    #expect(next.contains("  Yes: first.\n  It comes back in 7 days.\n"))
    let wrong = next.contains("a) yes") ? "b" : "a"
    let end = Self.type(wrong, &session)
    #expect(end.contains("Right is: yes") && end.contains("  It comes back in 1 day.\n"))
    #expect(end.hasSuffix("  That is all for today. set review off asks no more.\n"))
    #expect(session.companion?.isReviewing == false)
    #expect(session.companion?.record.reviewed == 100)
  }

  @Test(arguments: ["", "skip", "echo go", "aws kms list-keys", "learn", "clock", "nonsense"])
  func `Any command goes on, and leaves the questions`(line: String) throws {
    var session = try Self.session("today 100\nfinished lesson 97\n")
    let alone = line == "skip" ? "  Left for another day.\n" : Self.type(line, &session)
    _ = Self.type("review", &session)
    #expect(session.companion?.isReviewing == true)
    #expect(Self.type(line, &session) == alone)
    #expect(session.companion?.isReviewing == false)
    #expect(Self.type("a", &session).contains("kmslab: a is no command"))
  }

  @Test func `The switch is one of the learner, not of a session`() throws {
    var session = try Self.session("")
    #expect(Self.type("set review off", &session).contains("review       off"))
    #expect(session.companion?.learned.map(\.event) == [.review(isOn: false)])
    #expect(session.companion?.record.text == "review off\n")
    #expect(!Self.type("set review on", &session).contains("review"))
    #expect(Self.type("set review maybe", &session).contains("review is on or off"))
  }
}
