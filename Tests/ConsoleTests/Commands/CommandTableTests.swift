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
}
