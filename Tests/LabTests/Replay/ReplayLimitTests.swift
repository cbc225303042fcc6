import Console
import Kernel
import Lab
import Sessions
import Shell
import Testing

/// Sessions of strangers cost a bounded amount, and every command judges them alike.
struct ReplayLimitTests {
  private static func record(
    _ text: String, limit: ReplayLimit = ReplayLimit()
  ) throws -> SessionRecord {
    try SessionRecord(Array(text.utf8), limit: limit)
  }

  /// What `load`, `grade`, `check` and `run` say of a session: whether it is as it was saved.
  private static func verdicts(_ text: String) throws -> [Bool] {
    let bytes = Array(text.utf8)
    let loaded = try SessionFile.load(
      bytes, isCoached: false, host: .none, table: .console, companion: Tutor())
    let record = try SessionRecord(bytes)
    let grade = try GradeTests.grade(text)
    return [
      loaded.isEqual, record.difference == nil, grade.remarks.isEmpty,
      ReplayReport(name: "x", bytes).isAsExpected,
    ]
  }

  @Test(arguments: [
    ["quiz keys", "1", "3", "C", "?"], ["quiz keys", "a", "b c", "a, b"],
    ["quiz rotation", "2", "enough"], ["quiz --exam 3", "1", "A", "9", "1"],
    ["predict on", "aws kms list-keys", "yes"], ["learn 1", "skip", "hint", "leave"],
    ["echo ...", "echo '[KEY]'", "echo '[..]'"], ["clock"],
  ])
  func `Every way of replay says of a session that it is the same`(lines: [String]) throws {
    #expect(try Self.verdicts(GradeTests.saved(lines)) == [true, true, true, true])
  }

  @Test func `Every way of replay says of a changed session that it is not`() throws {
    let text = GradeTests.saved(["quiz keys", "1", "echo one"])
    let changed = text.replacing("$ echo one\none", with: "$ echo one\ntwo")
    #expect(text != changed)
    #expect(try Self.verdicts(changed) == [false, false, false, false])
    let digest = text.replacing(/\ndigest: [0-9a-f]{8}/, with: "\ndigest: 00000000")
    #expect(text != digest)
    #expect(try Self.verdicts(digest).first == false)
    #expect(try Self.verdicts(digest).last == false)
  }

  @Test func `Answers by number and by capital count as those by letter do`() throws {
    let (numbers, letters) = (["quiz keys", "1", "2", "C"], ["quiz keys", "a", "b", "c"])
    let records = try [numbers, letters].map { try Self.record(GradeTests.saved($0)) }
    #expect(records[0].quiz.map(\.count) == [3])
    #expect(records[0].quiz.map(\.right) == records[1].quiz.map(\.right))
  }

  @Test(arguments: ["undo 4294967296", "undo 9223372036854775807", "redo 9223372036854775807"])
  func `A large count takes back what there is`(line: String) {
    var session = Session()
    for line in ["A=1", "A=2", "undo"] { _ = session.execute(line) }
    guard case .done(let results, _, _) = session.execute(line) else { return }
    #expect(results.map { String(decoding: $0.output, as: UTF8.self) }.joined().count < 200)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let lines: [String]
    let change: @Sendable (inout ReplayLimit) -> Void
    let why: String
    var testDescription: String { what }
  }

  static let rows = [
    Row(
      what: "lines", lines: ["A=1", "A=2", "A=3"], change: { $0.lines = 2 },
      why: "line 22, A=3: it has more than 2 lines"),
    Row(
      what: "calls", lines: ["aws kms list-keys", "aws kms list-keys; aws kms list-keys", "clock"],
      change: { $0.calls = 2 }, why: "it made more than 2 calls"),
    Row(
      what: "what is printed",
      lines: ["openssl rand 2000000 | wc -c", "openssl rand -hex 1000000"],
      change: { $0.bytes = 1 << 20 }, why: "it printed and wrote more than 1 MiB"),
    Row(
      what: "what is written", lines: ["openssl rand 2000000 >a"], change: { $0.bytes = 1 << 20 },
      why: "it printed and wrote more than 1 MiB"),
    Row(
      what: "time", lines: ["A=1"], change: { $0.isTimeUp = { true } }, why: "it took too long"),
  ]

  @Test(arguments: rows)
  func `A limit ends a replay, and is said with the line`(row: Row) throws {
    var limit = ReplayLimit()
    row.change(&limit)
    let text = GradeTests.saved(row.lines)
    let record = try Self.record(text, limit: limit)
    let difference = try #require(record.difference)
    #expect(difference.hasPrefix("only a part: the replay ended at line "))
    #expect(difference.hasSuffix(row.why), "\(difference)")
    // Without the limit there is nothing to say.
    let whole = try Self.record(text).difference
    #expect(whole == nil)
    // A lab of a stranger has the same limits.
    let lab = text.replacing("kind: session", with: "kind: test")
    let report = ReplayReport(name: "x", Array(lab.utf8), limit: limit)
    #expect(report.fault?.message.hasPrefix("the replay ended here: it ") == true)
  }

  @Test func `What was done before the limit counts`() throws {
    let text = GradeTests.saved([GradeTests.key, GradeTests.alias, "A=1", "A=2"])
    var limit = ReplayLimit()
    limit.lines = 3
    let grade = Grade(
      learner: "ada", Array(text.utf8), in: try #require(GradeTests.lesson), weights: Weights(),
      limit: limit)
    #expect(grade.score == 40)
    #expect(grade.remarks.contains { $0.contains("it has more than 3 lines") })
  }

  @Test(arguments: ["load x", "report page.html", "resume x"])
  func `Lines that run again run no other session`(line: String) throws {
    // No session that was saved has such a line; a file that was made by hand may.
    let text = GradeTests.saved(["clock"]).replacing("$ clock", with: "$ \(line)")
    let record = try Self.record(text)
    #expect(record.difference?.contains(line) == true)
    #expect(record.session.log.isEmpty)
  }
}
