/// One titled box of a table.
struct TableSection {
  /// The line above the box.
  let title: String
  /// How many boxes this one lies in.
  let depth: Int
  /// The columns' names; empty where there is no such line.
  private(set) var headers: [String] = []
  /// The lines of cells.
  private(set) var rows: [[String]] = []
  /// The display width of the widest cell of each column.
  private var widestCells: [Int] = []
  /// How many cells the first line has.
  private var cellCount: Int?

  init(title: String, depth: Int) {
    self.title = title
    self.depth = depth
  }

  /// Sets the line of names.
  mutating func add(headers: [String]) {
    self.headers = headers
    if cellCount == nil { cellCount = headers.count }
    widen(for: headers)
  }

  /// Adds a line of cells; fails where the first line has another number of them.
  mutating func add(row: [String]) throws(OutputFailure) {
    if cellCount == nil { cellCount = row.count }
    guard cellCount == row.count else { throw .unequalRows(cellCount ?? 0, row.count) }
    append(row)
  }

  private mutating func append(_ row: [String]) {
    rows.append(row)
    widen(for: row)
  }

  private mutating func widen(for cells: [String]) {
    for (index, cell) in cells.enumerated() {
      let width = DisplayWidth.of(cell)
      if index < widestCells.count {
        widestCells[index] = max(widestCells[index], width)
      } else {
        widestCells.append(width)
      }
    }
  }

  /// The width that the box asks for, the bars of the boxes around it included.
  var naturalWidth: Int {
    let cells = widestCells.reduce(0) { $0 + $1 + TableSection.padding }
    return max(DisplayWidth.of(title), cells) + 2 + 2 * depth
  }

  /// What a cell takes besides its text.
  static let padding = 4

  /// The columns' widths, stretched to make up a total.
  func columnWidths(total: Int) -> [Int] {
    guard !widestCells.isEmpty else { return [] }
    let natural = widestCells.map { $0 + TableSection.padding }
    let factor = Double(total) / Double(natural.reduce(0, +))
    var widths = natural.map { Int((factor * Double($0)).rounded(.toNearestOrEven)) }
    // Rounding may leave the sum a few columns off: take from the left, give from the right.
    var excess = widths.reduce(0, +) - total
    while excess != 0 {
      let step = excess.signum()
      let order = step > 0 ? Array(widths.indices) : widths.indices.reversed()
      for index in order where excess != 0 {
        widths[index] -= step
        excess -= step
      }
    }
    return widths
  }

  /// The same section with the names of its only row's cells beside them instead of above.
  var turned: TableSection {
    guard rows.count == 1, !headers.isEmpty else { return self }
    var section = TableSection(title: title, depth: depth)
    for (header, cell) in zip(headers, rows[0]) { section.append([header, cell]) }
    return section
  }
}
