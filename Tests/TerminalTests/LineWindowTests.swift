import Foundation
import Testing

@testable import Terminal

/// Lines with more rows than the terminal.
@Suite struct LineWindowTests {
  private static func window(
    _ line: String, cursor: Int, columns: Int, prompt: String = "$ "
  ) -> LineWindow {
    LineWindow(
      prompt: Array(prompt.unicodeScalars), line: Array(line.unicodeScalars), cursor: cursor,
      columns: columns)
  }

  /// Lines, the cursor in them, the columns, and where the cursor is drawn in which rows.
  private static let rows:
    [(line: String, cursor: Int, columns: Int, rows: [String], row: Int, column: Int)] = [
      ("", 0, 10, ["$ "], 0, 2),
      ("abc", 1, 10, ["$ abc"], 0, 3),
      ("abcdef", 6, 8, ["$ abcdef", ""], 1, 0),
      ("abcdefg", 6, 8, ["$ abcdef", "g"], 1, 0),
      ("ab日c", 2, 5, ["$ ab", "日c"], 1, 0),
      ("a\nb", 2, 10, ["$ a", "b"], 1, 0),
      ("a\tb", 3, 20, ["$ a     b"], 0, 9),
      ("\u{01}\u{7F}", 1, 20, ["$ ^A^?"], 0, 4),
      ("ab", 2, 1, ["$", " ", "a", "b", ""], 4, 0),
    ]

  @Test(arguments: rows.indices)
  func `A line is laid out in rows, and the cursor in it`(index: Int) {
    WideText.useUTF8()
    let row = Self.rows[index]
    let window = Self.window(row.line, cursor: row.cursor, columns: row.columns)
    #expect(window.rows == row.rows)
    #expect(window.cursor.row == row.row)
    #expect(window.cursor.column == row.column)
  }

  @Test func `No row is wider than the terminal, and the cursor is always seen`() {
    WideText.useUTF8()
    let line = String(repeating: "長い行 long\tline\n\u{1B}[2J ", count: 12)
    let count = line.unicodeScalars.count
    for columns in 1...200 {
      for cursor in stride(from: 0, through: count, by: 7) {
        let window = Self.window(line, cursor: cursor, columns: columns)
        #expect(window.rows.allSatisfy { WideText.width($0) <= max(2, columns) })
        #expect(window.rows.allSatisfy { row in row.utf8.allSatisfy { $0 >= 0x20 } })
        #expect(window.cursor.column < max(2, columns))
        for height in [1, 2, 5, 24] {
          for before in [0, 3, 1_000] {
            let seen = window.seen(height: height, from: before)
            #expect(seen.contains(window.cursor.row))
            #expect(seen.count == min(height, window.rows.count))
          }
        }
      }
    }
  }

  @Test func `The window moves no farther than it must`() {
    let line = String(repeating: "x", count: 100)
    let seen = { (cursor: Int, before: Int) in
      Self.window(line, cursor: cursor, columns: 10, prompt: "").seen(height: 4, from: before)
    }
    #expect(seen(0, 5) == 0..<4)
    #expect(seen(55, 3) == 3..<7)
    #expect(seen(55, 0) == 2..<6)
    #expect(seen(100, 0) == 7..<11)
  }
}

/// The same at a terminal of five rows.
@Suite struct TallTypingTests {
  private static let numbers = (1...60).map { "<\($0)>" }.joined()

  private func start() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(PseudoTerminal.product("TerminalDemo"))
    try terminal.expect("demo $ ")
    terminal.resize(columns: 20, rows: 5)
    return terminal
  }

  @Test func `A tall line scrolls, is edited anywhere, and stays as a whole when it is entered`()
    throws
  {
    let terminal = try start()
    try terminal.send(Self.numbers)
    // The end, and no more than the terminal has.
    try terminal.expect("<60>")
    try terminal.send("\u{01}")
    let top = try terminal.expect("demo $ <1><2><3><4>")
    #expect(!top.contains("<30>"))
    try terminal.send("!")
    try terminal.expect("demo $ !<1><2><3><4")
    try terminal.send("\u{05}")
    try terminal.expect("<60>")
    // Here libedit itself would crash.
    try terminal.send("+")
    try terminal.expect("<60>+")
    try terminal.send("\r")
    // All rows, the first one too.
    let whole = try terminal.expect("read \(Self.numbers.utf8.count + 2) bytes: !<1>")
    let joined = whole.filter { $0 != "\n" }
    #expect(joined.contains("demo $ !\(Self.numbers)+"))
  }

  @Test func `libedit draws again when there is room`() throws {
    let terminal = try start()
    try terminal.send(Self.numbers)
    try terminal.expect("<60>")
    try terminal.send("\u{15}")
    try terminal.expect("demo $ ")
    try terminal.send("short\r")
    try terminal.expect("read 5 bytes: short;")
    try terminal.expect("demo $ ")
    try terminal.send(Self.numbers)
    try terminal.expect("<60>")
    terminal.resize(columns: 80, rows: 24)
    try terminal.send("\u{01}!\u{05}?")
    try terminal.send("\r")
    try terminal.expect("read \(Self.numbers.utf8.count + 2) bytes: !\(Self.numbers)?;")
  }

  @Test func `A tall line is left by Control-C, found again by Up and by Control-R`() throws {
    let terminal = try start()
    try terminal.send(Self.numbers)
    try terminal.expect("<60>")
    try terminal.send("\u{03}")
    try terminal.expect("<60>^C")
    try terminal.expect("dropped")
    try terminal.expect("demo $ ")
    try terminal.send(Self.numbers + "\r")
    try terminal.expect("read \(Self.numbers.utf8.count) bytes: ")
    try terminal.expect("demo $ ")
    for keys in ["\u{1B}[A", "\u{12}60\t"] {
      try terminal.send(keys)
      try terminal.expect("<60>")
      try terminal.send("\u{01}-\u{12}\u{07}\u{05}+\r")
      try terminal.expect("read \(Self.numbers.utf8.count + 2) bytes: -\(Self.numbers)+;")
      try terminal.expect("demo $ ")
      try terminal.send(Self.numbers + "\r")
      try terminal.expect("read \(Self.numbers.utf8.count) bytes: ")
      try terminal.expect("demo $ ")
    }
  }
}
