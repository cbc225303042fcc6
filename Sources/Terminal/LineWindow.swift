/// A line as rows of the terminal, and the part of them that is seen where there are more than the
/// terminal has.
struct LineWindow {
  /// All rows of the line, its prompt at the beginning.
  private(set) var rows: [String] = []
  /// Where the cursor is, in rows and columns from the beginning.
  private(set) var cursor = (row: 0, column: 0)

  private let columns: Int
  private var row = String.UnicodeScalarView()
  private var column = 0

  /// Lays a line out; `cursor` is the number of the character that the cursor is on.
  init(prompt: [Unicode.Scalar], line: [Unicode.Scalar], cursor: Int, columns: Int) {
    self.columns = max(1, columns)
    for character in prompt { put(character) }
    for (index, character) in line.enumerated() {
      let signs = LineWindow.signs(of: character)
      if let first = signs.first { makeRoom(for: first) }
      if index == cursor { self.cursor = (rows.count, column) }
      switch character {
      case "\n": endRow()
      case "\t": repeat { put(" ") } while column % 8 != 0
      default: for sign in signs { put(sign) }
      }
    }
    if cursor >= line.count { self.cursor = (rows.count, column) }
    endRow()
  }

  /// The rows that a terminal of that height shows; they move no farther than they must from where
  /// they began before.
  func seen(height: Int, from before: Int) -> Range<Int> {
    let height = max(1, height)
    let first = max(min(before, cursor.row), cursor.row - height + 1)
    let start = min(first, max(0, rows.count - height))
    return start..<min(rows.count, start + height)
  }

  private mutating func put(_ sign: Unicode.Scalar) {
    makeRoom(for: sign)
    row.append(sign)
    column += WideText.width(sign)
    // The cursor stands in the next row where this one is full.
    if column >= columns { endRow() }
  }

  private mutating func makeRoom(for sign: Unicode.Scalar) {
    if column > 0, column + WideText.width(sign) > columns { endRow() }
  }

  private mutating func endRow() {
    rows.append(String(row))
    row = String.UnicodeScalarView()
    column = 0
  }

  /// What stands for a character.
  private static func signs(of character: Unicode.Scalar) -> [Unicode.Scalar] {
    switch character.value {
    case 0x09, 0x0A: []
    case 0..<0x20: ["^", Unicode.Scalar(UInt8(character.value) + 0x40)]
    case 0x20..<0x7F: [character]
    case 0x7F: ["^", "?"]
    default: Array(VisibleText.of(String(Character(character))).unicodeScalars)
    }
  }
}
