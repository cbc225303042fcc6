import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Testing

/// The ways between the moments of a session, as commands take them.
struct SessionHistoryTests {
  /// A session of four steps: A to D, a variable each.
  private static func fourSteps() -> Session {
    var session = Session.bare()
    for name in ["A", "B", "C", "D"] { session.enter("\(name)=1") }
    return session
  }

  /// The names of the variables, in order.
  private func names(_ session: Session) -> String { session.variables.keys.joined() }

  @Test(arguments: [
    (0, [], "ABCD"), (1, ["D=1"], "ABC"), (3, ["D=1", "C=1", "B=1"], "A"),
    (9, ["D=1", "C=1", "B=1", "A=1"], ""),
  ])
  func `Steps are taken back from the last on, and done again in order`(
    row: (count: Int, lines: [String], names: String)
  ) {
    var session = Self.fourSteps()
    #expect(session.undo(row.count) == row.lines)
    #expect(names(session) == row.names)
    #expect(session.redo(9) == row.lines.reversed())
    #expect(names(session) == "ABCD")
  }

  @Test(arguments: [0, 1, 2, 3, 4])
  func `One goes to any step, back and forward`(number: Int) {
    var session = Self.fourSteps()
    for start in 0...4 {
      session.goBack(to: start)
      session.goBack(to: number)
      #expect(session.history.lastNumber == number)
      #expect(names(session) == "ABCD".prefix(number))
      #expect(session.steps.map(\.isUndone) == (1...4).map { $0 > number })
    }
  }

  @Test func `What is set everywhere is no step, and holds before and behind`() {
    var session = Self.fourSteps()
    session.beginBranch("other")
    session.enter("E=1")
    _ = session.undo(2)
    session.setEverywhere("X", to: "2")
    #expect(names(session) == "ABCX")
    #expect(session.redo(1) == ["D=1"])
    #expect(session.redo(1) == ["E=1"])
    #expect(names(session) == "ABCDEX")
    #expect(session.undo(9).count == 5)
    #expect(names(session) == "X")
    session.goToBranch("main")
    #expect(names(session) == "ABCDX")
    _ = session.undo(1)
    #expect(names(session) == "ABCX")
  }

  @Test func `A new change forgets what was undone`() {
    var session = Self.fourSteps()
    _ = session.undo(2)
    session.enter("E=1")
    #expect(session.redo(1) == [])
    #expect(names(session) == "ABE")
  }

  @Test func `Each branch has the history that led to it`() {
    var session = Self.fourSteps()
    session.beginBranch("other")
    session.enter("E=1")
    session.goToBranch("main")
    #expect((session.branch, session.history.lastNumber) == ("main", 4))
    #expect(names(session) == "ABCD")
    session.goToBranch("nowhere")
    #expect(session.branch == "main")
    #expect(session.world(ofBranch: "other")?.history.lastNumber == 5)
    #expect(session.dropBranch("other")?.present.variables.count == 5)
    #expect(session.dropBranch("other") == nil)
    #expect(session.branchNames == ["main"])
  }

  @Test func `A new world is a step that undo takes back`() {
    let table = CommandTable([
      Command("anew", .lab) { session, _, _ in
        session.startOver()
        return CommandResult()
      }
    ]) { _, _ in CommandResult(status: 127) }
    var session = Session(SessionConfiguration(), isCoached: false, host: .none, table: table)
    session.enter("A=1")
    session.enter("anew")
    #expect(session.variables.isEmpty)
    #expect(session.undo(1) == ["anew"])
    #expect(names(session) == "A")
  }
}
