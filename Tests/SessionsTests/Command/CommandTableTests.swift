import Sessions
import Shell
import Testing

struct CommandTableTests {
  @Test func `A session knows the commands that it is handed, and no others`() {
    let table = CommandTable([
      Command("hello", .lab) { _, words, _ in
        CommandResult(output: Array("hello \(words.count)\n".utf8))
      }
    ]) { _, words in
      CommandResult(errors: "no \(words[0].text)\n", status: 127)
    }
    var session = Session(SessionConfiguration(), isCoached: false, host: .none, table: table)
    #expect(session.enter("hello a b") == "hello 3\n")
    #expect(session.enter("undo") == "no undo\n")
    #expect(session.lastStatus == 127)
  }
}
