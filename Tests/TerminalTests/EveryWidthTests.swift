import Foundation
import Testing

@testable import Terminal

/// Terminals of every size, also those that no window has.
@Suite struct EveryWidthTests {
  private static let choices: [LineChoices] = [0, 1, 2, 7, 60].map { count in
    LineChoices(
      range: 0..<0,
      all: (0..<count).map { number in
        LineChoices.Choice(
          "choice-\(number)", label: number % 5 == 0 ? "日本語\(number)" : "choice-\(number)",
          note: number % 3 == 0 ? "" : "what it is and does", goesOn: false)
      }, isCut: count == 7)
  }

  @Test func `Choices fit every width, and come at every height`() {
    WideText.useUTF8()
    for columns in -1...1000 {
      for rows in [0, 1, 2, 5, 24, 1000] {
        for choices in Self.choices {
          let lines = ChoiceList(choices, columns: columns, rows: rows).lines
          #expect(lines.allSatisfy { WideText.width($0) <= max(1, columns - 1) })
          #expect(lines.count <= max(4, rows - 4) + 1)
          if columns > 5, !choices.all.isEmpty { #expect(lines.first?.isEmpty == false) }
        }
      }
    }
    for rows in -1...1000 {
      #expect(!ChoiceList(Self.choices[4], columns: 80, rows: rows).lines.isEmpty)
    }
  }

  @Test func `Text breaks, and a line is drawn over, at every width`() {
    WideText.useUTF8()
    let text = "  some words of an explanation, 日本語 among them\nand a line below it"
    let characters = Array("aws kms 日本語 create-key".unicodeScalars)
    for columns in -1...1000 {
      let wrapped = text.wrapped(columns)
      #expect(wrapped.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
      #expect(!text.explanationsWrapped(columns).isEmpty)
      for promptWidth in [0, 2, 13] {
        for cursor in [0, characters.count] {
          let overlay = LineOverlay(
            .init(
              promptWidth: promptWidth, rightPromptWidth: 20, line: characters, cursor: cursor,
              columns: columns), styles: [(0..<3, .command)], hint: " --policy")
          #expect((overlay == nil) == (columns <= 1))
        }
      }
      let wide = characters.map { wchar_t($0.value) }
      #expect(WideText.rows(wide, columns: columns) >= 0)
      #expect(WideText.width(WideText.fitted("create-key", columns)) <= max(0, columns))
    }
  }

  @Test(arguments: [UInt16(1), 2, 3, 5])
  func `Tab lists choices on a terminal of hardly any columns`(columns: UInt16) throws {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"],
      environment: ["XDG_STATE_HOME": "none"])
    try terminal.expect("2025-01-01 $ ")
    for rows in [UInt16(24), 1] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.send("aws kms \t\t\t\u{1B}[Z\u{03}")
      terminal.resize(columns: 80, rows: 24)
      try terminal.type("echo it goes on", until: "\nit goes on\n")
    }
    try terminal.send("timeline; inspect; help; echo the end\r")
    try terminal.expect("\nthe end\n")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() != .signal(SIGTRAP))
  }
}
