import Foundation
import Testing

/// What `EditedLines` does to the terminal itself.
@Suite struct EditedScreenTests {
  /// The path of the demo.
  private static let demo = PseudoTerminal.product("TerminalDemo")

  /// Starts the demo and waits until it asks.
  private func start(_ arguments: [String] = [], columns: UInt16 = 80) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(Self.demo, arguments, columns: columns)
    try terminal.expect("demo $ ")
    return terminal
  }

  @Test func `A line longer than a row is edited`() throws {
    let terminal = try start(columns: 30)
    let long = String(repeating: "abcdefghi ", count: 12)
    try terminal.send(long + "\u{01}X\u{05}Y\r")
    try terminal.expect("read 122 bytes: X\(long)Y;")
  }

  @Test(arguments: [UInt16(40), 20, 120])
  func `A resize in the middle of a line keeps the line`(columns: UInt16) throws {
    let terminal = try start(columns: 60)
    let long = String(repeating: "0123456789", count: 7)
    try terminal.send(long)
    try terminal.expect("789")
    terminal.resize(columns: columns)
    try terminal.send("+\u{01}-")
    try terminal.send("\r")
    try terminal.expect("read 72 bytes: -\(long)+;")
  }

  @Test func `A pasted tab is text and a pasted line is entered`() throws {
    let terminal = try start()
    try terminal.send("say \u{1B}[200~a\tb\rc\nd\u{1B}[201~e\r")
    for answer in ["read 7 bytes: say a<tab>b;", "read 1 bytes: c;", "read 2 bytes: de;"] {
      try terminal.expect(answer)
      try terminal.expect("demo $ ")
    }
  }

  @Test func `A paste that never ends is left by Control-C`() throws {
    let terminal = try start()
    try terminal.send("\u{1B}[200~lost\u{03}x\r")
    try terminal.expect("read 1 bytes: x;")
  }

  @Test func `A large paste arrives whole`() throws {
    let terminal = try start()
    let lines = String(repeating: String(repeating: "x", count: 99) + "\n", count: 100)
    try terminal.send("\u{1B}[200~\(lines)\u{1B}[201~")
    for _ in 0..<100 { try terminal.expect("read 99 bytes") }
  }

  @Test func `The terminal is as before after the end`() throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo ready; read x; exec \(Self.demo)"])
    try terminal.expect("ready")
    let before = terminal.settings
    try terminal.send("\n")
    try terminal.expect("demo $ ")
    #expect(terminal.settings != before)
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.settings == before)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func `The terminal is as before after a killing signal`(number: Int32) throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo ready; read x; exec \(Self.demo)"])
    try terminal.expect("ready")
    let before = terminal.settings
    try terminal.send("\n")
    try terminal.expect("demo $ ")
    terminal.signal(number)
    #expect(try terminal.waitForExit() == .signal(number))
    #expect(terminal.settings == before)
  }

  @Test func `A terminal that hangs up ends the program`() throws {
    let terminal = try start()
    terminal.hangUp()
    let exit = try terminal.waitForExit()
    // Either the signal or the end of the input is noticed first.
    #expect(exit == .signal(SIGHUP) || exit == .code(0))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func `Control-Z stops and fg draws the line again`() throws {
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "shell% "])
    try terminal.expect("shell% ")
    try terminal.send("\(Self.demo)\n")
    try terminal.expect("demo $ ")
    try terminal.send("hello\u{1A}")
    try terminal.expect("Stopped")
    try terminal.expect("shell% ")
    try terminal.send("fg\n")
    try terminal.expect("demo $ hello")
    try terminal.send("!\r")
    try terminal.expect("read 6 bytes: hello!;")
    try terminal.expect("demo $ ")
    try terminal.send("\u{04}")
    // What is typed ahead is not lost when the program ends.
    try terminal.send("exit\n")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `History is there in the next session`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = try start([path])
    try first.send("remembered\r")
    try first.expect("bytes: remembered;")
    // Typed before the prompt, ^D would go to the terminal and not to the editor.
    try first.expect("demo $ ")
    try first.send("\u{04}")
    #expect(try first.waitForExit() == .code(0))
    let second = try start([path])
    try second.send("\u{1B}[A\r")
    try second.expect("read 10 bytes: remembered;")
  }
}
