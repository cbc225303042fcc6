import Testing

@testable import Terminal

/// What is drawn over a line.
@Suite struct LineOverlayTests {
  private func overlay(
    _ line: String, hint: String = "", cursor: Int? = nil, columns: Int = 20, right: Int = 0,
    styles: [(range: Range<Int>, style: LineStyle)] = []
  ) -> LineOverlay? {
    WideText.useUTF8()
    let characters = Array(line.unicodeScalars)
    return LineOverlay(
      .init(
        promptWidth: 2, rightPromptWidth: right, line: characters,
        cursor: cursor ?? characters.count, columns: columns), styles: styles, hint: hint)
  }

  @Test func `The same letters are drawn in colours, and the cursor comes back`() {
    let styles: [(range: Range<Int>, style: LineStyle)] = [(0..<3, .command), (4..<7, .error)]
    #expect(
      overlay("aws kmz x", styles: styles)?.draw
        == "\u{1B}7\r\u{1B}[2C\u{1B}[0;1maws\u{1B}[0m \u{1B}[0;31mkmz\u{1B}[0m x\u{1B}8")
  }

  @Test func `A line over several rows is drawn from its first row`() {
    let line = String(repeating: "x", count: 40)
    #expect(overlay(line)?.draw.hasPrefix("\u{1B}7\u{1B}[2A\r\u{1B}[2C") == true)
    #expect(overlay(line, cursor: 0)?.draw.hasPrefix("\u{1B}7\r") == true)
    #expect(overlay(line, cursor: 18)?.draw.hasPrefix("\u{1B}7\u{1B}[1A\r") == true)
  }

  @Test func `The continuation is drawn faint and taken away by blanks`() throws {
    let overlay = try #require(self.overlay("ab", hint: "cd"))
    #expect(overlay.draw == "\u{1B}7\r\u{1B}[2Cab\u{1B}[2mcd\u{1B}[0m\u{1B}8")
    #expect(overlay.erase == "\u{1B}7  \u{1B}8")
    #expect(overlay.shownHint == "cd")
  }

  @Test(arguments: [
    ("ab", 20, 0, 15), ("ab", 20, 8, 6), ("日本", 20, 0, 13),
    (String(repeating: "x", count: 17), 20, 0, 0),
    (String(repeating: "x", count: 18), 20, 0, 19), (String(repeating: "x", count: 10), 20, 8, 7),
  ]) func `The continuation keeps to the free columns of its row`(
    line: String, columns: Int, right: Int, free: Int
  ) throws {
    let overlay = try #require(
      self.overlay(line, hint: String(repeating: "h", count: 50), columns: columns, right: right))
    #expect(overlay.draw.filter { $0 == "h" }.count == free)
  }

  @Test func `Nothing is drawn that libedit draws otherwise, and no hint inside the line`() {
    #expect(overlay("a\tb") == nil)
    #expect(overlay("a\nb") == nil)
    #expect(overlay("ab", hint: "c", cursor: 1)?.shownHint == "")
  }

  @Test(arguments: [40, 56, 80, 120, 400])
  func `A list of choices fits the terminal`(columns: Int) {
    WideText.useUTF8()
    let choices = (1...30).map {
      LineChoices.Choice(
        "--option-\($0)", label: "--option-\($0)", note: "日本 tells what it does, at length",
        goesOn: false)
    }
    for rows in [10, 24, 60] {
      let list = ChoiceList(LineChoices(range: 0..<0, all: choices), columns: columns, rows: rows)
      #expect(list.lines.allSatisfy { WideText.width($0) < columns })
      #expect(list.lines.count <= max(5, rows - 3))
    }
  }

  @Test func `Tab goes round the choices and comes back to what was typed`() {
    let choices = ["ab", "ac"].map { LineChoices.Choice($0, label: $0, note: "", goesOn: false) }
    var cycle = ChoiceCycle(
      choices: LineChoices(range: 0..<1, all: choices), typed: "a", index: nil, line: "a", cursor: 1
    )
    #expect((0..<4).map { _ in cycle.step(1) } == ["ab", "ac", "a", "ab"])
    #expect((0..<3).map { _ in cycle.step(-1) } == ["a", "ac", "ab"])
  }
}
