import AWSCLI
import Cloud
import Console
import Kernel
import Sessions
import Shell
import Testing

/// What `undo` takes back, and `redo` does again.
struct UndoTests {
  /// What `undo` takes back, one line each.
  @Test(arguments: [
    "advance 1d", "echo a > file", "NAME=value", "as bob", "aws kms create-key > /dev/null",
    "reset",
    "rm note", "echo a >> note", "aws kms list-keys > keys; advance 1d", "A=1; B=2",
    "aws kms disable-key --key-id $K; aws kms list-keys", "advance 1d; undo; advance 2d",
    "undo; advance 2d", "undo; echo a > b", "echo a | cat > b",
    "aws configure set region eu-west-1", "aws configure set cli_pager ''",
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
    for line in [
      "ls", "clock", "whoami", "echo a", "cat nothing", "trail", "inspect alias/k",
      "aws configure set region us-east-1",
    ] {
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

  @Test func `Where clients find the world is a line of the log, and no step`() {
    var session = Session()
    #expect(session.enter("serve at").contains("serve at needs an address"))
    session.enter("echo a > b")
    #expect(session.enter("serve at http://127.0.0.1:4567") == "")
    #expect(session.log.last?.text == "serve at http://127.0.0.1:4567")
    #expect(session.enter("undo").contains("undone: echo a > b"))
    #expect(session.enter("echo $AWS_ENDPOINT_URL") == "http://127.0.0.1:4567\n")
    #expect(session.enter("undo").contains("undone:") == false)
  }
}
