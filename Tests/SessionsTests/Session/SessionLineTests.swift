import Sessions
import Shell
import Testing

/// A line and what becomes of it.
struct SessionLineTests {
  @Test(arguments: ["echo 'a", "echo \"a", "echo \\", "echo $(ls", "echo |", "cat <<E\nx"])
  func `Text that goes on changes nothing until it is whole`(text: String) {
    var session = Session.bare()
    guard case .incomplete = session.execute(text) else {
      Issue.record("complete")
      return
    }
    #expect(session.log.isEmpty)
  }

  @Test func `Blank lines and comments are not logged`() {
    var session = Session.bare()
    for line in ["", "  ", "\n"] { session.enter(line) }
    #expect(session.log.isEmpty)
    session.enter("echo a # b")
    #expect(session.log.map(\.output) == ["a\n"])
  }

  @Test func `The status of the last line is in $?`() {
    var session = Session.bare()
    session.enter("cat nothing")
    #expect(session.lastStatus == 1)
    #expect(session.enter("echo $?") == "1\n")
    #expect(session.enter("echo $?") == "0\n")
  }
}
