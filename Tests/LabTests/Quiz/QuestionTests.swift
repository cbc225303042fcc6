import Console
import Sessions
import Shell
import Testing

@testable import Lab

struct QuestionTests {
  private func questions(_ body: String) throws -> [Question] {
    try Question.all(in: LabFile(lab(body)))
  }

  private func fault(_ body: String) -> LabFileError? {
    do throws(LabFileError) {
      _ = try Question.all(in: LabFile(lab(body)))
      return nil
    } catch {
      return error
    }
  }

  @Test func `A question has its text, its answers and its proof`() throws {
    let body = """
      ## Heading
      ```quiz id=s3-keys-3 kind=several lab=encrypt-a-bucket
      Which?

        {"Effect": "Allow"}
      [x] this | Yes: so it is.
      [ ] that | No: a | b.
      [x] these | Yes: too.
      ```
      ```prove
      $ echo a
      a
      ```
      """
    let question = try #require(try questions(body).first)
    #expect(question.id == "s3-keys-3")
    #expect(question.topic == "s3-keys")
    #expect(question.kind == .several)
    #expect(question.lab == "encrypt-a-bucket")
    #expect(question.text == ["Which?", "", #"  {"Effect": "Allow"}"#])
    #expect(question.answers.map(\.text) == ["this", "that", "these"])
    #expect(question.answers.map(\.isRight) == [true, false, true])
    #expect(question.answers[1].reason == "No: a | b.")
    #expect(question.prove?.lines == ["$ echo a", "a"])
    #expect(question.line == 5)
  }

  @Test func `A proof belongs to the question before it`() throws {
    let first = "```quiz id=a-1 kind=one lab=x\nQ\n[x] a | r\n[ ] b | r\n```\n"
    let second = first.replacing("a-1", with: "a-2")
    let proof = "```prove\n$ echo\n\n```\n"
    let found = try questions(first + second + proof)
    #expect(found.map(\.id) == ["a-1", "a-2"])
    #expect(found.map { $0.prove == nil } == [true, false])
    #expect(fault(first + proof + proof)?.line == 13)
    #expect(fault(proof)?.line == 4)
    #expect(fault(first + "```prove\n```")?.line == 9)
    #expect(fault(first + "```prove\nno command\n```")?.line == 10)
  }

  private static let good = "```quiz id=a-1 kind=one lab=x\nQ\n[x] a | r\n[ ] b | r\n```"

  /// What takes the place of a part of the good question, and where the fault is.
  struct Faulty: Sendable {
    let part: String
    let replacement: String
    let line: Int
    let says: String
  }

  @Test(arguments: [
    Faulty(part: "id=a-1 ", replacement: "", line: 4, says: "has id=…"),
    Faulty(part: "id=a-1", replacement: "id=", line: 4, says: "has id=…"),
    Faulty(part: "a-1", replacement: "a", line: 4, says: "the id a is not"),
    Faulty(part: "a-1", replacement: "-1", line: 4, says: "the id -1 is not"),
    Faulty(part: "a-1", replacement: "a-0", line: 4, says: "the id a-0 is not"),
    Faulty(part: "a-1", replacement: "a-01", line: 4, says: "the id a-01 is not"),
    Faulty(part: "a-1", replacement: "a-one", line: 4, says: "the id a-one is not"),
    Faulty(part: "kind=one ", replacement: "", line: 4, says: "has kind=…"),
    Faulty(part: "kind=one", replacement: "kind=many", line: 4, says: "many is none of one,"),
    Faulty(part: " lab=x", replacement: "", line: 4, says: "has lab=…"),
    Faulty(part: "Q\n", replacement: "", line: 4, says: "no text"),
    Faulty(part: "Q\n", replacement: " \n", line: 4, says: "no text"),
    Faulty(part: "[x] a", replacement: "[ ] a", line: 4, says: "no answer is right"),
    Faulty(part: "[ ] b", replacement: "[x] b", line: 4, says: "2 answers are right"),
    Faulty(part: "[ ] b | r\n", replacement: "", line: 4, says: "two answers or more"),
    Faulty(part: "[ ] b", replacement: "[ ] a", line: 4, says: "two answers say: a"),
    Faulty(part: "a | r", replacement: "a", line: 6, says: "has its reason"),
    Faulty(part: "b | r", replacement: "b | ", line: 7, says: "has its reason"),
    Faulty(part: "a | r", replacement: " | r", line: 6, says: "has its reason"),
    Faulty(part: "[ ] b", replacement: "[X] b", line: 7, says: "all lines are answers"),
    Faulty(part: "[ ] b", replacement: "more", line: 7, says: "all lines are answers"),
    Faulty(part: "one", replacement: "several", line: 4, says: "takes two or more"),
    Faulty(part: "one", replacement: "order", line: 4, says: "marks every answer"),
  ])
  func `A fault has its line and says what is wrong`(row: Faulty) throws {
    #expect(fault(Self.good) == nil)
    #expect(Self.good.contains(row.part))
    let found = try #require(fault(Self.good.replacing(row.part, with: row.replacement)))
    #expect(found.line == row.line)
    #expect(found.message.contains(row.says), "\(found)")
  }

  @Test(arguments: Question.Kind.allCases)
  func `Each kind has its own number of right answers`(kind: Question.Kind) {
    let text = Self.good.replacing("kind=one", with: "kind=\(kind.rawValue)")
    let more = text.replacing("\n```", with: "\n[x] c | r\n```")
    let all = more.replacing("[ ]", with: "[x]")
    #expect((fault(text) == nil) == [.one, .predict, .policy, .error].contains(kind))
    #expect((fault(more) == nil) == (kind == .several))
    #expect((fault(all) == nil) == (kind == .order))
  }

  @Test func `An id stands for one question`() {
    let twice = fault(Self.good + "\n" + Self.good)
    #expect(twice == LabFileError(line: 9, message: "the id a-1 is that of line 4 too"))
  }
}

struct QuizAnswerTests {
  @Test(arguments: [("a", "a"), ("C", "c"), ("1", "a"), ("8", "h"), ("9", "9"), ("0", "0")])
  func `An answer may be named by a capital or a number`(row: (word: String, letter: String)) {
    #expect(QuizRun.letter(of: row.word) == row.letter)
  }

  @Test func `A quiz takes what stands for its letters, and only while it asks`() throws {
    var tutor = Tutor()
    #expect(tutor.command(meantBy: "1")?.name == nil)
    var session = Session(isCoached: true)
    _ = try tutor.run("quiz", [Argument(text: "keys")], in: &session)
    #expect(tutor.command(meantBy: "1")?.name == "a")
    #expect(tutor.command(meantBy: "B")?.name == "b")
    #expect(tutor.command(meantBy: "ls")?.name == nil)
  }
}
