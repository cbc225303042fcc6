/// Draws sections as boxes of one common width.
struct TableLayout {
  /// The width beyond which single rows are turned: AWS CLI's guess where no terminal tells.
  private static let terminalWidth = 80

  private var output = ""
  /// Whether this is more than a command may print.
  private var isFull: Bool { output.utf8.count > ShellLimits.outputBytes }

  /// The lines of a table.
  static func text(_ sections: [TableSection]) -> String {
    let width = sections.map(\.naturalWidth).max() ?? 0
    if width > terminalWidth { return draw(sections.map(\.turned)) }
    return draw(sections)
  }

  private static func draw(_ sections: [TableSection]) -> String {
    let width = sections.map(\.naturalWidth).max() ?? 0
    var layout = TableLayout()
    layout.output = repeated("-", width) + "\n"
    for section in sections where !layout.isFull {
      layout.draw(section, width: width - 2 * section.depth)
    }
    return layout.output
  }

  private mutating func draw(_ section: TableSection, width: Int) {
    let bars = TableLayout.repeated("|", section.depth)
    func line(_ text: String) { output += bars + text + bars + "\n" }
    let hasContent = !section.headers.isEmpty || !section.rows.isEmpty
    if !section.title.isEmpty {
      line(TableLayout.centred(section.title, width: width, leftEdge: "|"))
      if !hasContent { line("+" + TableLayout.repeated("-", width - 2) + "+") }
    }
    let widths = section.columnWidths(total: width)
    guard !widths.isEmpty else { return }
    let border = TableLayout.border(widths)
    if !section.headers.isEmpty {
      line(border)
      line(TableLayout.cells(section.headers, widths, TableLayout.centred))
    }
    if !section.rows.isEmpty {
      line(border)
      for row in section.rows where !isFull {
        line(TableLayout.cells(row, widths, TableLayout.aligned))
      }
      line(border)
    }
  }

  private static func border(_ widths: [Int]) -> String {
    var text = ""
    for (index, width) in widths.enumerated() {
      text += index == 0 ? "+" + repeated("-", width - 2) + "+" : repeated("-", width - 1) + "+"
    }
    return text
  }

  private static func cells(
    _ cells: [String], _ widths: [Int], _ placed: (String, Int, String) -> String
  ) -> String {
    var text = ""
    for (index, width) in widths.enumerated() {
      let cell = index < cells.count ? cells[index] : ""
      text += placed(cell, width, index == 0 ? "|" : "")
    }
    return text
  }

  /// A cell flush left after two spaces, or after none where they do not fit.
  private static func aligned(_ text: String, width: Int, leftEdge: String) -> String {
    let taken = DisplayWidth.of(text) + leftEdge.count + 1
    let padding = width >= taken + 2 ? 2 : 0
    return leftEdge + repeated(" ", padding) + text + repeated(" ", width - taken - padding) + "|"
  }

  private static func centred(_ text: String, width: Int, leftEdge: String) -> String {
    let textWidth = DisplayWidth.of(text)
    let left = width / 2 - textWidth / 2 - 1
    let right = width - 1 - leftEdge.count - left - textWidth
    return leftEdge + repeated(" ", left) + text + repeated(" ", right) + "|"
  }

  /// A text several times over, or not at all for counts below zero.
  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: max(0, count))
  }
}
