import AWSCLI
import Cloud
import Console
import Kernel
import Sessions
import Shell
import Testing

struct SessionTests {
  @Test(arguments: ["echo 'a", "echo \"a", "echo \\", "echo $(ls", "echo |", "cat <<E\nx"])
  func `Text that goes on changes nothing until it is whole`(text: String) {
    var session = Session()
    guard case .incomplete = session.execute(text) else {
      Issue.record("complete")
      return
    }
    #expect(session.log.isEmpty)
  }

  @Test func `Blank lines and comments are not logged`() {
    var session = Session()
    for line in ["", "  ", "\n"] { session.enter(line) }
    #expect(session.log.isEmpty)
    session.enter("echo a # b")
    #expect(session.log.map(\.output) == ["a\n"])
  }

  @Test(arguments: [
    ("exit", 0, true), ("exit 3", 3, true), ("quit 255", 255, true), ("cat x; exit", 1, true),
    ("exit 256", 2, false), ("exit -1", 2, false), ("exit x", 2, false), ("truth 2", 127, false),
    ("cat x", 1, false), ("cat x | wc -l", 0, false), ("cat x || echo a", 0, false),
    ("aws kms describe-key --key-id x", 254, false), ("echo 'a' && cat x", 1, false),
  ])
  func `A line has the status of its last command`(
    row: (line: String, status: Int, ends: Bool)
  ) {
    var session = Session()
    guard case .done(_, let status, let ends) = session.execute(row.line) else {
      Issue.record("incomplete")
      return
    }
    #expect(status == row.status)
    #expect(ends == row.ends)
  }

  /// Lines before `quit`, and the status to end with; what `serve` does is in no log.
  @Test(arguments: [
    (["cat nothing"], 1), (["cat nothing", "serve"], 0), (["serve", "cat nothing"], 1),
    (["cat nothing", "serve", ""], 0), (["serve", "serve of"], 1), (["cat nothing", "ls |"], 1),
    (["serve", "cat nothing", "clock"], 0), ([], 0),
  ])
  func `quit ends with the status of the line before, in the log or not`(
    row: (lines: [String], status: Int)
  ) {
    var session = Session()
    session.host.serve = { (_) throws(HostFailure) in ServedPlace(port: 4566) }
    for line in row.lines { _ = session.execute(line) }
    guard case .done(_, let status, true) = session.execute("quit") else {
      Issue.record("the session goes on")
      return
    }
    #expect(status == row.status)
  }

  @Test func `A line that is in no log leaves no status`() {
    var session = Session()
    session.host.serve = { (_) throws(HostFailure) in ServedPlace(port: 4566) }
    session.enter("cat nothing")
    session.enter("serve")
    #expect(session.enter("echo $?") == "1\n")
  }

  @Test func `The status of the last line is in $?`() {
    var session = Session()
    session.enter("cat nothing")
    #expect(session.lastStatus == 1)
    #expect(session.enter("echo $?") == "1\n")
    #expect(session.enter("echo $?") == "0\n")
  }

  /// What `undo` takes back, one line each.
  @Test(arguments: [
    "advance 1d", "echo a > file", "NAME=value", "as bob", "aws kms create-key > /dev/null",
    "reset",
    "rm note", "echo a >> note", "aws kms list-keys > keys; advance 1d", "A=1; B=2",
    "aws kms disable-key --key-id $K; aws kms list-keys", "advance 1d; undo; advance 2d",
    "undo; advance 2d", "undo; echo a > b", "echo a | cat > b",
  ])
  func `Undo takes a line back, and redo does it again`(line: String) {
    var session = Session.withKey()
    session.enter("echo note > note")
    session.enter("advance 3h")
    // Where the line itself moves through history, one step back is where it arrived.
    var reference = session
    for part in line.split(separator: ";").dropLast() where line.contains("undo") {
      reference.enter(String(part))
    }
    session.enter(line)
    let after = Fingerprint(session)
    #expect(after != Fingerprint(reference))
    session.enter("undo")
    #expect(Fingerprint(session) == Fingerprint(reference))
    session.enter("redo")
    #expect(Fingerprint(session) == after)
  }

  /// What undo brings back.
  struct Fingerprint: Equatable {
    let digest: String
    let files: VirtualFiles
    let variables: [String]
    let profile: Profile

    init(_ session: Session) {
      digest = session.world.digest()
      files = session.files
      variables = session.variables.map { "\($0)" }
      profile = session.present.profile
    }
  }

  @Test func `Lines that only look are no steps`() {
    var session = Session.withKey()
    for line in ["ls", "clock", "whoami", "echo a", "cat nothing", "trail", "inspect alias/k"] {
      session.enter(line)
    }
    #expect(session.enter("undo").hasPrefix("  undone: aws kms create-alias"))
  }

  @Test func `Undo across a deletion names the key`() {
    var session = Session.withKey()
    let key = session.enter("echo $K").dropLast()
    session.enter("aws kms schedule-key-deletion --key-id $K")
    session.enter("advance 30d")
    #expect(session.enter("undo").contains("key \(key) is back"))
    #expect(session.enter("redo").contains("is back") == false)
    #expect(session.enter("undo 2").contains("key \(key) is back"))
  }

  @Test func `A new change forgets what was undone`() {
    var session = Session()
    session.enter("advance 1d")
    session.enter("undo")
    session.enter("advance 2d")
    #expect(session.enter("redo").contains("nothing"))
    #expect(session.lastStatus == 1)
  }

  @Test func `Variables of one command do not stay`() {
    var session = Session()
    session.enter("AWS_DEFAULT_OUTPUT=text aws kms list-keys")
    #expect(session.variables.isEmpty)
    #expect(session.enter("undo").contains("nothing to take back"))
  }

  @Test(arguments: [
    "import x", "load x", "save x", "save f --as x",
  ])
  func `A computer that refuses is told in its words`(line: String) {
    var session = Session()
    session.enter("echo a > f")
    let text = session.enter(line)
    #expect(
      text.contains("x: No such file or directory") || text.contains("x: Read-only file system"))
    #expect(session.lastStatus == 1)
  }
}
