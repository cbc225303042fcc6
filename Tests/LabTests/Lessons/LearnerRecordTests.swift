import Console
import Kernel
import Sessions
import Shell
import Synchronization
import Testing

@testable import Lab

/// What is learned in one session and known in the next.
struct LearnerRecordTests {
  /// A session whose host knows a record and a clock that a test moves.
  private func session(_ record: String = "", seconds: Clock = Clock()) -> Session {
    var session = Session(SessionConfiguration(seed: 5))
    session.companion = Tutor()
    session.host.record = { record }
    session.host.clock = { seconds.now }
    return session
  }

  /// A clock that a test moves.
  private final class Clock: Sendable {
    private let seconds = Mutex(1_000)
    var now: Int { seconds.withLock { $0 } }
    func advance(_ count: Int) { seconds.withLock { $0 += count } }
  }

  private func type(_ line: String, _ session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  @Test func `A question that was missed comes first in the next session, until known twice`()
    throws
  {
    var first = session()
    _ = type("quiz rotation", &first)
    _ = type("b", &first)
    _ = type("enough", &first)
    var record = try #require(first.companion?.record)
    let missed = try #require(record.questions.first { $0.value.wrong > 0 }).key
    for times in 1...2 {
      var next = session(record.text)
      let told = type("recall", &next)
      #expect(told == "  What you know: 0 labs done; 1 question to come back to.\n")
      #expect(type("quiz rotation", &next).contains(" questions, 1 of them missed before; "))
      let question = try #require(Tutor.builtInQuestions.first { $0.id == missed })
      let right = QuizRun([question], .practice).shown.firstIndex(where: \.isRight)
      _ = type(QuizRun.letters[try #require(right)], &next)
      record = try #require(next.companion?.record)
      #expect(record.questions[missed]?.streak == times)
    }
    var last = session(record.text)
    #expect(type("recall", &last).contains("0 questions to come back to"))
    #expect(!type("quiz rotation", &last).contains("missed before"))
  }

  @Test func `A lab that is done elsewhere is marked so, and next goes on behind it`() {
    var session = session("finished a-key-of-your-own\nstep a-year-passes 1 done\nnonsense 7\n")
    #expect(type("recall", &session).contains("1 lab done"))
    let list = type("learn", &session)
    #expect(list.contains(/a-key-of-your-own +10 min +done/))
    #expect(list.contains(/a-year-passes +\d+ min +started/))
    #expect(list.contains(/encrypt-a-bucket +\d+ min +new/))
    #expect(list.contains(/the-key-is-gone +\d+ min +needs 2, 3/))
    #expect(list.contains("1 of \(Tutor().lessons.count) done."))
    #expect(type("next", &session).hasPrefix("A year passes"))
  }

  /// A shelf that knows what was learned, and keeps nothing.
  private struct KnownShelf: SessionShelf {
    let known: LearnerRecord

    func sessions() -> [KeptSession] { [] }
    func open(_ name: String) throws(HostFailure) -> KeptLines { throw HostFailure(reason: "none") }
    func read(_ name: String) throws(HostFailure) -> KeptLines { throw HostFailure(reason: "none") }
    func create(_ name: String?, _ configuration: SessionConfiguration, isCoached: Bool) -> String {
      "x"
    }
    func delete(_ name: String) {}
    func retell(_ session: Session) {}
    func keep(_ session: Session) {}
    func keep(_ lines: NewLines) {}
    func record() -> LearnerRecord { known }
  }

  @Test(arguments: [
    (0, "lesson 1 of COUNT: a key of your own (about 10 minutes)"),
    (1, "lesson 2 of COUNT: a year passes (about 10 minutes)"),
    (99, "all COUNT lessons are done; questions about them"),
  ])
  func `The greeting knows what other sessions have done`(count: Int, words: String) throws {
    let lessons = Tutor().lessons
    let known = lessons.prefix(count).map { "finished \($0.name)\n" }.joined()
    var session = session()
    session.host.shelf = .success(KnownShelf(known: LearnerRecord(text: known)))
    let greeting = try #require(session.companion?.greeting(in: session).first)
    #expect(greeting.hasSuffix(words.replacing("COUNT", with: "\(lessons.count)")))
  }

  @Test func `The list opens the part that comes next, and fits a screen`() {
    var session = session("finished a-key-of-your-own\n")
    _ = type("recall", &session)
    let first = type("learn", &session)
    #expect(first.split(separator: "\n").count < 22)
    #expect(first.contains("a-year-passes") && !first.contains("off-and-on-again"))
    #expect(first.contains(/A\. The brief.* 1 of 9 done\n/))
    let other = type("learn b", &session)
    #expect(!other.contains("a-year-passes") && other.contains("off-and-on-again"))
    let all = type("learn --all", &session)
    for lesson in Tutor().lessons { #expect(all.contains("  \(lesson.name)  ")) }
    #expect(all.split(separator: "\n").allSatisfy { $0.count <= 79 })
  }

  @Test func `What was recalled runs again as it was, and is no part of what others read`() throws {
    var session = session("finished a-key-of-your-own 3\n")
    for line in ["recall", "echo a", "quiz --exam 5 --minutes 3"] { _ = type(line, &session) }
    #expect(session.log.map(\.course.isRecall) == [true, false, false])
    #expect(session.log.map { $0.imports.map(\.source) } == [[.record], [], [.clock]])
    let transcript = Transcript.markdown(of: session)
    #expect(transcript.contains("$ echo a") && !transcript.contains("recall"))
    let saved = SessionFile.text(of: session)
    let loaded = try SessionFile.load(
      Array(saved.utf8), isCoached: false, host: .none, table: .console, companion: Tutor())
    #expect(loaded.session.log == session.log)
    #expect(loaded.session.companion?.record == session.companion?.record)
  }

  @Test func `Where no other session and no clock are known, the lines that ask say so in words`() {
    var session = Session()
    session.companion = Tutor()
    let told = type("recall", &session)
    #expect(told.contains("other sessions are known at a terminal only"))
    #expect(!told.contains("No such file"))
    let exam = type("quiz --exam 5 --minutes 3", &session)
    #expect(exam.contains("no clock times an exam here: the real clock cannot be read"))
  }

  @Test func `How a step was done is noted`() throws {
    var session = session()
    for line in [
      "learn 1", "solution", "KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)",
      "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY", "next", "skip",
    ] { _ = type(line, &session) }
    #expect(
      session.companion?.learned == [
        Learned(line: 3, event: .step(lab: "a-key-of-your-own", number: 1, way: .shown)),
        Learned(line: 5, event: .step(lab: "a-key-of-your-own", number: 2, way: .skipped)),
        Learned(line: 5, event: .finished(lab: "a-key-of-your-own")),
      ])
  }

  @Test func `An exam ends when its minutes are over, and what is open counts as missed`() {
    let clock = Clock()
    var session = session(seconds: clock)
    #expect(type("quiz --exam 3 --minutes 2", &session).hasPrefix("3 questions, 2 minutes; "))
    clock.advance(61)
    #expect(type("a", &session).contains("question 2 of 3, 1 min left"))
    clock.advance(59)
    let end = type("a", &session)
    #expect(end.hasPrefix("  The time is over; this answer does not count.\n"))
    #expect(end.contains(/[01] of 3 right, 2 not answered/))
    // The lines keep the times, so they run again alike.
    let loaded = try? SessionFile.load(
      Array(SessionFile.text(of: session).utf8), isCoached: false, host: .none,
      table: .console, companion: Tutor())
    #expect(loaded?.isEqual == true)
  }

  @Test(arguments: [
    "quiz --exam", "quiz --exam x", "quiz --exam 0", "quiz --exam 3 --minutes", "quiz a b",
    "quiz --exam 3 --minutes x", "quiz --exam 3 --minutes 0", "quiz --exam 3 --hours 1",
    "quiz nonsense", "quiz world",
  ])
  func `A quiz that cannot be is refused with words`(line: String) {
    var session = session()
    _ = type(line, &session)
    #expect(session.lastStatus == (["quiz nonsense", "quiz world"].contains(line) ? 1 : 2))
    #expect(type("a", &session).contains("no command"))
  }

  @Test func `Where no clock is, an exam of minutes is refused`() {
    var session = Session()
    session.companion = Tutor()
    #expect(type("quiz --exam 3 --minutes 2", &session).contains("no clock times an exam here"))
  }
}
