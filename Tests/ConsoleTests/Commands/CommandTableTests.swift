import Kernel
import Shell
import Testing

@testable import Console
@testable import Sessions

struct CommandTableTests {
  @Test(
    arguments: [
      ("diff", [.lab, .tool]), ("set", [.shell, .lab]), ("aws", [.aws]), ("kms", [.aws]),
      ("s3", [.aws]), ("export", [.shell]), ("undo", [.lab]), ("cat", [.tool]), ("nothing", []),
    ] as [(String, [Command.Kind])])
  func `A name has its commands in the order in which they are asked`(
    row: (name: String, kinds: [Command.Kind])
  ) {
    #expect(CommandTable.console[row.name].map(\.kind) == row.kinds)
  }

  @Test(arguments: [
    ("diff a b", Command.Kind.tool), ("diff", .lab), ("diff --since 3", .lab), ("set -e", .shell),
    ("set quiet on", .lab),
  ])
  func `The first command of a name leaves to the next what it does not mean`(
    row: (line: String, meant: Command.Kind)
  ) {
    var session = Session()
    let words = row.line.split(separator: " ").map { Argument(text: String($0)) }
    let meant = session.table[words[0].text].first { $0.body(&session, words, []) != nil }
    #expect(meant?.kind == row.meant)
  }

  @Test func `No two commands that the lab lists have one name, but for diff`() {
    let table = CommandTable.console
    let names = (table[.lab] + table[.tool]).map(\.name)
    let twice = names.filter { name in names.filter { $0 == name }.count > 1 }
    #expect(Set(twice) == ["diff"])
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
}
