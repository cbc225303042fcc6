import Foundation
import Testing

@testable import Terminal

/// ^R: what it finds, and how it is drawn.
@Suite struct HistorySearchTests {
  private static let lines = [
    "echo first", "aws kms list-keys", "echo 日本語", "one \\\ntwo", "aws kms list-keys",
    "aws s3 ls s3://photos",
  ]

  /// What is typed, steps to older lines, and the line that would be taken.
  private static let rows: [(query: String, steps: Int, line: String?)] = [
    ("", 0, "aws s3 ls s3://photos"), ("", 1, "aws kms list-keys"), ("", 2, "one \\\ntwo"),
    ("", 4, "echo first"), ("echo", 0, "echo 日本語"), ("echo", 1, "echo first"),
    ("LIST", 0, "aws kms list-keys"), ("本", 0, "echo 日本語"), ("two", 0, "one \\\ntwo"),
    ("none", 0, nil),
  ]

  @Test(arguments: rows.indices)
  func `The newest line is found first, each line once`(index: Int) {
    let row = Self.rows[index]
    var search = HistorySearch(Self.lines)
    search.append(row.query)
    for _ in 0..<row.steps { _ = search.move(1) }
    #expect(search.line == row.line)
    for _ in 0..<row.steps { _ = search.move(-1) }
    let isBeyond = search.move(-1)
    #expect(!isBeyond)
    #expect(search.index == 0)
  }

  @Test func `Letters narrow, and widen again when they are taken back`() {
    var search = HistorySearch(Self.lines)
    search.append("ech")
    #expect(search.found == ["echo 日本語", "echo first"])
    search.append("o f")
    #expect(search.found == ["echo first"])
    for _ in 0..<2 { search.shorten() }
    #expect(search.found == ["echo 日本語", "echo first"])
    search.clear()
    search.shorten()
    #expect(search.found.count == 5)
    let isBeyond = search.move(5)
    #expect(!isBeyond)
  }

  @Test func `The page has the chosen line, and what is sought stands below`() {
    WideText.useUTF8()
    var search = HistorySearch((1...20).map { "line \($0)" })
    search.append("line")
    let rows = search.rows(columns: 80, rows: 24, isUnicode: true)
    #expect(rows.map(\.text).first == "  line 13")
    #expect(rows.map(\.text).suffix(2) == ["> line 20", "search: line"])
    for _ in 0..<8 { _ = search.move(1) }
    #expect(
      search.rows(columns: 80, rows: 24, isUnicode: true).map(\.text).suffix(2)
        == ["> line 12", "search: line"])
    search.append("!")
    #expect(
      search.rows(columns: 80, rows: 24, isUnicode: true).map(\.text)
        == ["  no line has this", "search: line!"])
    let wide = HistorySearch([String(repeating: "a", count: 70) + "needle"])
    var sought = wide
    sought.append("needle")
    #expect(sought.rows(columns: 40, rows: 24, isUnicode: true)[0].text.contains("needle"))
  }

  @Test func `No row wraps, at every width and height`() {
    WideText.useUTF8()
    let long = String(repeating: "長い行 long line ", count: 30)
    for query in ["", "l", "長", "long line 長い", "none", long, "two", "\u{1B}[2J"] {
      var search = HistorySearch(Self.lines + [long, "a\tb\u{1B}[2J"])
      search.append(query)
      for columns in 0...200 {
        for height in [0, 1, 2, 5, 24] {
          for isUnicode in [true, false] {
            let rows = search.rows(columns: columns, rows: height, isUnicode: isUnicode)
            #expect(rows.allSatisfy { WideText.width($0.text) <= max(0, columns - 1) })
            #expect(rows.allSatisfy { row in row.text.utf8.allSatisfy { $0 >= 0x20 } })
            #expect(rows.count <= max(1, height))
            #expect(rows.count(where: \.isChosen) <= 1)
          }
        }
      }
    }
  }
}

/// ^R at a terminal.
@Suite struct SearchedTypingTests {
  private func start(columns: UInt16 = 80) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(PseudoTerminal.product("TerminalDemo"), columns: columns)
    terminal.resize(columns: columns, rows: 6)
    let tall = String(repeating: "tall ", count: 100)
    for (line, answer) in [
      ("echo first\r", "read 10 bytes: echo first;"), ("clock\r", "read 5 bytes: clock;"),
      ("echo 日本\r", "read 11 bytes: echo 日本;"), ("one \\\rtwo\r", "read 8 bytes: one |two;"),
      ("\u{1B}[200~\(tall)\u{1B}[201~\r", "read 500 bytes: "),
    ] {
      try terminal.expect("demo $ ")
      try terminal.send(line)
      try terminal.expect(answer)
    }
    try terminal.expect("demo $ ")
    return terminal
  }

  /// What is typed before ^R, the keys in the search and after it, and what is read then.
  private static let rows: [(typed: String, keys: String, answer: String)] = [
    ("", "fir\r", "read 10 bytes: echo first;"),
    // Arrow keys, and the control keys that do the same.
    ("", "echo\u{1B}[A\r", "read 10 bytes: echo first;"),
    ("", "echo\u{1B}OA\u{1B}[B\r", "read 11 bytes: echo 日本;"),
    ("", "echo\u{12}\u{12}\u{12}\r", "read 10 bytes: echo first;"),
    ("", "echo\u{10}\u{0E}\r", "read 11 bytes: echo 日本;"),
    // What takes the line to be edited.
    ("half", "fir\t!\r", "read 11 bytes: echo first!;"),
    ("half", "fir\u{1B}[C!\r", "read 11 bytes: echo first!;"),
    ("half", "fir\u{1B}[D!\r", "read 11 bytes: echo firs!t;"),
    ("half", "fir\u{01}!\r", "read 11 bytes: !echo first;"),
    ("half", "fir\u{1B}[H!\r", "read 11 bytes: !echo first;"),
    ("half", "fir\u{05}!\r", "read 11 bytes: echo first!;"),
    // What leaves it as it was, the cursor too.
    ("half\u{02}", "fir\u{07}!\r", "read 5 bytes: hal!f;"),
    ("half\u{02}", "fir\u{03}!\r", "read 5 bytes: hal!f;"),
    ("half", "nowhere\t!\r", "read 5 bytes: half!;"),
    ("half", "nowhere\r\u{07}!\r", "read 5 bytes: half!;"),
    // What is sought can be changed, and pasted.
    ("", "firx\u{7F}\r", "read 10 bytes: echo first;"),
    ("", "nowhere\u{15}fir\r", "read 10 bytes: echo first;"),
    ("", "\u{1B}[200~first\u{1B}[201~\r", "read 10 bytes: echo first;"),
    ("", "\u{1B}[5~\u{1B}[3~fir\r", "read 10 bytes: echo first;"),
    ("", "本\r", "read 11 bytes: echo 日本;"),
    ("", "two\r", "read 8 bytes: one |two;"),
    ("", "two\t!\r", "read 9 bytes: one |two!;"),
    ("", "tall\r", "read 500 bytes: "),
  ]

  @Test(arguments: [UInt16(80), 12])
  func `Keys move through the list, take a line, or leave it as it was`(columns: UInt16) throws {
    for row in Self.rows {
      let terminal = try start(columns: columns)
      try terminal.send(row.typed + "\u{12}" + row.keys)
      try terminal.expect(row.answer)
    }
  }

  @Test func `Escape leaves the line as it was`() throws {
    let terminal = try start()
    try terminal.send("half\u{12}fir")
    try terminal.expect("search: fir")
    try terminal.send("\u{1B}")
    try terminal.expect("demo $ half")
    try terminal.send("!\r")
    try terminal.expect("read 5 bytes: half!;")
  }

  @Test(arguments: [UInt16(1), 2, 3, 7, 200])
  func `A terminal of any size is searched on, also where it changes meanwhile`(
    columns: UInt16
  ) throws {
    let terminal = try start()
    for rows in [UInt16(24), 2, 1] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.send("half\u{12}ech\u{1B}[A")
      terminal.resize(columns: 80, rows: 24)
      try terminal.send("o f\r")
      try terminal.expect("read 10 bytes: echo first;")
      try terminal.expect("demo $ ")
    }
  }
}
