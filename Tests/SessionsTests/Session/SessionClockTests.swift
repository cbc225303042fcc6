import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Testing

/// The clock that others move, by a line that the session writes itself.
struct SessionClockTests {
  private static let later = SessionConfiguration.standardStart.adding(seconds: 86_400)

  @Test(arguments: [true, false])
  func `The clock moves by a line of the session's own`(keepsCalls: Bool) throws {
    var session = Session.bare()
    session.keepsCalls = keepsCalls
    let passage = try session.advance(to: Self.later)
    #expect(passage.end == Self.later && session.now == Self.later)
    #expect(
      session.log.map(\.text) == (keepsCalls ? ["advance until 2025-01-02T00:00:00Z"] : []))
    #expect(session.takePassages().map(\.end) == [Self.later])
    #expect(session.undo(1) == ["advance until 2025-01-02T00:00:00Z"])
  }

  @Test func `Where the clock refuses, nothing has happened`() throws {
    var session = Session.bare()
    session.keepsCalls = true
    _ = try session.advance(to: Self.later)
    #expect(throws: ClockRefusal.self) {
      try session.advance(to: SessionConfiguration.standardStart)
    }
    #expect(session.log.count == 1 && session.now == Self.later)
  }

  @Test func `A table without the line moves no clock`() {
    let table = CommandTable([]) { _, _ in CommandResult(status: 127) }
    var session = Session(SessionConfiguration(), isCoached: false, host: .none, table: table)
    #expect(throws: ClockRefusal.self) { try session.advance(to: Self.later) }
    #expect(session.log.isEmpty)
  }

  @Test func `What is foreseen has not happened`() throws {
    var session = Session.bare()
    let foreseen = try session.foresee(Self.later)
    #expect(foreseen.after.world.now == Self.later)
    #expect(session.now == SessionConfiguration.standardStart)
    #expect(session.takePassages().isEmpty)
  }
}
