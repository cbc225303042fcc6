import Console
import Foundation
import Lab
import Sessions
import Store
import Testing

/// What a start at a terminal asks of what was learned on other days.
@Suite struct ReviewStartTests {
  private let folder: ProgramFolder

  init() throws {
    folder = try ProgramFolder()
    // A lab that was done long ago, in a session that is kept.
    let state = folder.url.appending(path: "kmslab").path
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    let store = try SessionStore.open(folder: state, today: { 20_000 }).store.get()
    _ = try store.create("monday", SessionConfiguration(), isCoached: true)
    var session = Session(SessionConfiguration(), isCoached: true)
    session.companion = Tutor()
    for line in ["learn 1", "skip", "skip", "leave"] {
      _ = session.execute(line)
      try store.keep(session)
    }
  }

  private static let offer = "2 questions from earlier days; Enter or any command leaves them."

  private func start(_ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), arguments, environment: ["XDG_STATE_HOME": folder.path])
    try terminal.expect("credentials or costs money")
    try terminal.expect("2025-01-01 $ ")
    return terminal
  }

  private func end(_ terminal: PseudoTerminal) throws {
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `The first start of a day asks two questions, and Enter leaves them`() throws {
    defer { folder.clean() }
    let first = try start()
    #expect(first.text.contains(Self.offer))
    try first.send("\r")
    try first.expect("Left for another day.")
    try first.expect("2025-01-01 $ ")
    try end(first)
    let second = try start()
    #expect(!second.text.contains(Self.offer))
    try end(second)
  }

  @Test func `An answer says when the question comes back, and any command goes on`() throws {
    defer { folder.clean() }
    let terminal = try start()
    try terminal.send("a\r")
    try terminal.expect("It comes back in ")
    try terminal.send("clock\r")
    try terminal.expect("2025-01-01 00:00:00")
    try terminal.send("b\r")
    try terminal.expect("b is no command")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\u{04}")
    // The last command is unknown.
    #expect(try terminal.waitForExit() == .code(127))
  }

  @Test func `Nothing is asked in a pipe, in a new world that keeps nothing, nor when it is off`()
    throws
  {
    defer { folder.clean() }
    let piped = try folder.run(["--session", "monday"], input: "clock\n")
    #expect(!piped.text.contains("questions from earlier days"))
    let alone = try start(["--ephemeral"])
    #expect(!alone.text.contains("questions from earlier days"))
    try end(alone)
    _ = try folder.run(["--session", "monday"], input: "set review off\n")
    let off = try start()
    #expect(!off.text.contains("questions from earlier days"))
    try end(off)
  }
}
