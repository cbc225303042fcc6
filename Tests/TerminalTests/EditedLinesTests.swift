import Foundation
import Testing

/// What somebody at a terminal sees of `EditedLines`.
@Suite struct EditedLinesTests {
  /// Where the demo runs.
  private let terminal: PseudoTerminal

  /// Starts the demo and waits until it asks.
  init() throws {
    terminal = try PseudoTerminal(PseudoTerminal.product("TerminalDemo"))
    try terminal.expect("demo $ ")
  }

  /// Sends keys, expects the answer and the prompt after it.
  private func type(_ keys: String, _ answer: String) throws {
    try terminal.send(keys)
    try terminal.expect(answer)
    try terminal.expect("demo $ ")
  }

  @Test func `Enter hands over what was typed`() throws {
    try type("hello\r", "read 5 bytes: hello;")
    try type("\r", "read 0 bytes: ;")
  }

  @Test func `Control-C drops the line and asks again`() throws {
    try type("hello\u{02}\u{02}\u{03}", "^C\ndropped")
    try type("x\r", "read 1 bytes: x;")
  }

  @Test func `Control-C drops an entry of several lines`() throws {
    try terminal.send("one \\\r")
    try terminal.expect("> ")
    try type("two\u{03}", "dropped")
    try type("three\r", "read 5 bytes: three;")
  }

  @Test func `Control-C while a command runs is a signal`() throws {
    try terminal.send("wait\r")
    try terminal.expect("waiting")
    try terminal.send("\u{03}")
    #expect(try terminal.waitForExit() == .signal(SIGINT))
  }

  @Test func `Control-D ends on an empty line and otherwise deletes`() throws {
    try type("abc\u{01}\u{04}\r", "read 2 bytes: bc;")
    try type("abc\u{04}\r", "read 3 bytes: abc;")
    try terminal.send("\u{04}")
    try terminal.expect("bye")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `Up recalls, and an entry of several lines is one`() throws {
    try type("first\r", "read 5 bytes: first;")
    try terminal.send("one \\\r")
    try terminal.expect("> ")
    try type("two\r", "read 8 bytes: one |two;")
    try type("\u{1B}[A\r", "read 8 bytes: one |two;")
    try type("\u{1B}OA\u{1B}OA\r", "read 5 bytes: first;")
  }

  @Test func `Down leaves what was typed, and brings it back after Up`() throws {
    try type("first\r", "read 5 bytes: first;")
    try type("half\u{1B}[B\u{0E}!\r", "read 5 bytes: half!;")
    try type("other\u{1B}[A\u{1B}[A\u{1B}[B\u{1B}[B\u{1B}[B!\r", "read 6 bytes: other!;")
  }

  @Test func `Control-S is a key, and freezes nothing`() throws {
    try type("first\r", "read 5 bytes: first;")
    try type("\u{13}\u{07}x\r", "read 1 bytes: x;")
  }

  @Test func `A repeated entry is recalled once`() throws {
    for line in ["a", "b", "b"] { try type("\(line)\r", "read 1 bytes: \(line);") }
    try type("\u{1B}[A\u{1B}[A\r", "read 1 bytes: a;")
  }

  @Test func `A long entry is recalled whole`() throws {
    let long = String(repeating: "0123456789", count: 300)
    try type(long + "\r", "read 3000 bytes: \(long);")
    try type("\u{1B}[A\r", "read 3000 bytes: \(long);")
  }

  @Test(arguments: [
    ("\u{1B}[H", "\u{1B}[F"), ("\u{1B}OH", "\u{1B}OF"), ("\u{1B}[1~", "\u{1B}[4~"),
    ("\u{01}", "\u{05}"),
  ])
  func `Home, End and Delete edit`(home: String, end: String) throws {
    try type("bcd\(home)a\(end)e\(home)\u{1B}[3~\r", "read 4 bytes: bcde;")
  }

  @Test func `Words are jumped over and deleted`() throws {
    try type("one two\u{1B}[1;5D_\r", "bytes: one _two;")
    try type("one two\u{01}\u{1B}[1;5C_\r", "bytes: one_ two;")
    try type("one two\u{17}\r", "read 4 bytes: one ;")
  }

  @Test func `Letters beyond ASCII count as one`() throws {
    try type("é 日本\u{7F}\r", "read 6 bytes: é 日;")
    try type("日本é\u{1B}[D\u{1B}[D\u{1B}[3~\r", "read 5 bytes: 日é;")
    try type("😀!\r", "read 5 bytes: 😀!;")
  }

  @Test func `Tab inserts nothing`() throws {
    try type("a\tb\r", "read 2 bytes: ab;")
  }
}
