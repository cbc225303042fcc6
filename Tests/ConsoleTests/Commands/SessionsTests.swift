import Console
import Kernel
import Sessions
import Testing

/// The commands that go from session to session.
struct SessionsTests {
  private let shelf = FakeShelf()

  /// A session on the shelf.
  private func begin() throws -> Session {
    _ = try shelf.create(nil, SessionConfiguration(), isCoached: false)
    var session = Session()
    session.host.shelf = .success(shelf)
    return session
  }

  /// Types a line and keeps it, as the program does.
  private func type(_ line: String, _ session: inout Session) throws -> String {
    let text = session.enter(line)
    try shelf.keep(session)
    return text
  }

  @Test func `From one session to another and back`() throws {
    var session = try begin()
    _ = try type("A=1; advance 1d", &session)
    #expect(
      try type("new other --seed 7", &session)
        == "  other: a new world, seed 7, 2025-01-01 00:00:00\n")
    #expect(try type("echo \"[$A]\"", &session) == "[]\n")
    #expect(session.beginning.seed == 7)
    #expect(
      try type("sessions", &session)
        == "  * other             1 line      2025-01-01\n    session-1         1 line      2025-01-02\n"
    )
    #expect(
      try type("resume session-1", &session)
        == "  back in session-1: 1 line, it is 2025-01-02 00:00:00\n")
    #expect(try type("echo \"[$A]\"", &session) == "[1]\n")
    #expect(try type("delete other", &session) == "  other is gone\n")
    #expect(shelf.sessions().map(\.name) == ["session-1"])
  }

  @Test func `What went wrong changes nothing`() throws {
    var session = try begin()
    _ = try type("A=1", &session)
    for (line, told) in [
      ("resume none", "no session none"), ("resume", "resume needs the name of a session"),
      ("resume a b", "takes no more words"), ("delete none", "no session none"),
      ("new a b", "takes no more words"), ("new --seed x", "--seed takes a number, not x"),
      ("new --start x", "--start takes a date, not x"), ("sessions x", "sessions takes no words"),
      ("new; echo 1", "new stands on a line of its own"),
      ("resume session-1 >f", "resume stands on a line of its own"),
    ] {
      let text = try type(line, &session)
      #expect(text.contains(told), "\(line): \(text)")
      #expect(session.variables["A"] == "1")
    }
    #expect(shelf.sessions().count == 1)
  }

  @Test func `A loaded session gets a place of its own`() throws {
    var session = try begin()
    _ = try type("A=1", &session)
    let saved = SessionFile.text(of: session)
    session.host.readFile = { (_, _) throws(HostFailure) -> [UInt8] in Array(saved.utf8) }
    _ = try type("A=2", &session)
    #expect(
      try type("load x", &session).contains(
        "kept as session-2; the session before is kept too: sessions"))
    _ = try type("echo 1", &session)
    #expect(try shelf.open("session-1").lines.map(\.text) == ["A=1", "A=2"])
    #expect(try shelf.open("session-2").lines.map(\.text) == ["A=1", "echo 1"])
  }

  @Test func `Without a shelf it is said why`() {
    var session = Session()
    #expect(session.enter("sessions").contains("this session is not kept"))
    #expect(session.enter("new").contains("this session is not kept"))
  }
}
