import Cloud
import Kernel
import Sessions
import Testing

@testable import Console

struct BranchTests {
  /// A session with a key, two aliases and two dates: six steps.
  static func session() -> Session {
    var session = Session.withKey()
    session.enter("advance 1d")
    session.enter("echo a > note")
    session.enter("advance 1d")
    session.enter("aws kms disable-key --key-id $K")
    return session
  }

  @Test func `History lists the lines that changed something`() {
    var session = BranchTests.session()
    session.enter("ls")
    let lines = session.enter("history").split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[2] == "  3  2025-01-02  advance 1d")
    #expect(lines[5] == "  6  2025-01-03  aws kms disable-key --key-id $K")
    session.enter("undo")
    #expect(session.enter("history 1").hasSuffix("--key-id $K  (undone)\n"))
  }

  @Test(arguments: [
    ("0", 0, "2025-01-01"), ("3", 3, "2025-01-02"), ("6", 6, "2025-01-03"),
    ("2025-01-02", 4, "2025-01-02"), ("2025-01-01", 2, "2025-01-01"),
    ("2025-01-02T12:00", 4, "2025-01-02"),
  ])
  func `One goes back to a step or a date`(row: (word: String, step: Int, date: String)) {
    var session = BranchTests.session()
    let digest = session.world.digest()
    session.enter("back-to \(row.word)")
    #expect(session.lastStatus == 0)
    #expect(session.history.lastNumber == row.step)
    #expect(session.now.date == row.date)
    session.enter("redo 9")
    #expect(session.world.digest() == digest)
  }

  @Test func `One goes forward to a step that was undone`() {
    var session = BranchTests.session()
    session.enter("back-to 1")
    session.enter("back-to 5")
    #expect(session.history.lastNumber == 5)
    #expect(session.now.date == "2025-01-03")
  }

  @Test(arguments: [
    "back-to", "back-to 7", "back-to -1", "back-to x", "back-to 2024-12-31", "back-to 2026-01-01",
    "history x", "history 0", "branch", "branch 7", "branch a/b", "branch main", "switch x",
    "switch", "drop main", "drop x", "compare", "compare x", "compare main x", "compare a b c",
    "diff 7", "diff x",
  ])
  func `What cannot be done changes nothing and names a line that runs`(line: String) throws {
    var session = Session(isCoached: true)
    session.enter("advance 1d")
    let digest = session.world.digest()
    let text = session.enter(line)
    #expect(session.lastStatus != 0)
    #expect(session.world.digest() == digest)
    let next = try #require(text.split(separator: "next: ").dropFirst().first, "\(text)")
    session.enter(String(next).split(separator: "\n").first.map(String.init) ?? "")
    #expect(session.lastStatus == 0, "\(next)")
  }

  @Test func `A branch leaves the world as it was`() {
    var session = BranchTests.session()
    let digest = session.world.digest()
    session.enter("branch what-if")
    session.enter("aws kms schedule-key-deletion --key-id $K")
    session.enter("advance 30d")
    let comparison = session.enter("compare main what-if")
    #expect(comparison.contains("alias/k") && comparison.contains("gone"))
    session.enter("switch main")
    #expect(session.world.digest() == digest)
    #expect(session.history.lastNumber == 6)
    session.enter("switch what-if")
    #expect(session.history.lastNumber == 8)
    #expect(session.now.date == "2025-02-02")
    session.enter("drop main")
    #expect(session.branchNames == ["what-if"])
  }

  @Test func `A comparison tells who may do what`() {
    var session = BranchTests.session()
    session.enter("branch enabled")
    session.enter("aws kms enable-key --key-id $K")
    let text = session.enter("compare main enabled").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(text.contains("Disabled became Enabled"))
    #expect(text.contains("administers it became uses and administers it"))
    #expect(!text.contains("bob with"))
  }

  @Test func `There is an end to branches`() {
    var session = Session()
    for number in 0..<20 { session.enter("branch b\(number)") }
    #expect(session.branchNames.count == Branch.limit)
  }

  @Test func `Time can be tried out`() {
    var session = BranchTests.session()
    session.enter("aws kms schedule-key-deletion --key-id $K")
    let digest = session.world.digest()
    let text = session.enter("advance 30d --what-if")
    #expect(text.contains("DeleteKey") && text.contains("nothing has happened"))
    #expect(session.world.digest() == digest)
    #expect(session.history.lastNumber == 7)
  }

  @Test func `A session with branches comes back`() throws {
    var session = BranchTests.session()
    for line in ["branch b", "advance 5d", "switch main", "back-to 3", "advance 2d"] {
      session.enter(line)
    }
    let loaded = try SessionFile.load(
      Array(SessionFile.text(of: session).utf8), isCoached: false, host: .none,
      table: .console)
    #expect(loaded.isEqual)
    #expect(loaded.session.branchNames == ["b", "main"])
    #expect(loaded.session.history.lastNumber == 4)
  }
}
