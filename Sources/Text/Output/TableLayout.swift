/// Draws sections as boxes of one common width.
struct TableLayout {
  /// The width beyond which single rows are turned: AWS CLI's guess where no terminal tells.
  private static let terminalWidth = 80

  /// How cells and the bars of boxes around a box are drawn.
  enum Style: Sendable {
    case plain
    /// Cells bright blue, bars dim yellow.
    case coloured

    /// A cell's text.
    func cell(_ text: String) -> String {
      self == .plain ? text : "\u{1B}[1m\u{1B}[34m\(text)\u{1B}[0m"
    }

    /// The bar of a box around.
    var bar: String { self == .plain ? "|" : "\u{1B}[2m\u{1B}[33m|\u{1B}[0m" }
  }

  private var output = ""
  private let style: Style
  private let mostBytes: Int
  /// Whether this is more than is wanted.
  private var isFull: Bool { output.utf8.count > mostBytes }

  private init(_ style: Style, mostBytes: Int) {
    self.style = style
    self.mostBytes = mostBytes
  }

  /// The lines of a table.
  static func text(_ sections: [TableSection], _ style: Style, mostBytes: Int) -> String {
    var layout = TableLayout(style, mostBytes: mostBytes)
    let width = sections.map(\.naturalWidth).max() ?? 0
    layout.draw(width > terminalWidth ? sections.map(\.turned) : sections)
    return layout.output
  }

  private mutating func draw(_ sections: [TableSection]) {
    let width = sections.map(\.naturalWidth).max() ?? 0
    output = TableLayout.repeated("-", width) + "\n"
    for section in sections where !isFull {
      draw(section, width: width - 2 * section.depth)
    }
  }

  private mutating func draw(_ section: TableSection, width: Int) {
    let bars = TableLayout.repeated(style.bar, section.depth)
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
      for row in section.rows where !isFull { line(TableLayout.cells(row, widths, aligned)) }
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
    for (index, (width, cell)) in zip(widths, cells).enumerated() {
      text += placed(cell, width, index == 0 ? "|" : "")
    }
    return text
  }

  /// A cell flush left after two spaces, or after none where they do not fit.
  private func aligned(_ text: String, width: Int, leftEdge: String) -> String {
    let taken = DisplayWidth.of(text) + leftEdge.count + 1
    let padding = width >= taken + 2 ? 2 : 0
    return leftEdge + TableLayout.repeated(" ", padding) + style.cell(text)
      + TableLayout.repeated(" ", width - taken - padding) + "|"
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
