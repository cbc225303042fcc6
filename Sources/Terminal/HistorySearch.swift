/// A search through the lines that were typed before, as it stands after each key.
struct HistorySearch {
  /// What is sought.
  private(set) var query = ""
  /// The lines that have it, the newest first, each once.
  private(set) var found: [String] = []
  /// The one that would be taken.
  private(set) var index = 0
  /// All lines, the newest first, each once, and what is compared of them.
  private let lines: [(line: String, key: String)]

  /// Begins with all lines; they come the oldest first.
  init(_ lines: [String]) {
    var seen: Set<String> = []
    self.lines = lines.reversed().filter { seen.insert($0).inserted }.map {
      ($0, $0.lowercased())
    }
    find()
  }

  /// The line that would be taken; `nil` where none has what is sought.
  var line: String? { found.isEmpty ? nil : found[index] }

  /// Seeks for more.
  mutating func append(_ text: String) {
    query += text
    find()
  }

  /// Seeks for one character less.
  mutating func shorten() {
    guard !query.isEmpty else { return }
    query.removeLast()
    find()
  }

  /// Seeks for nothing.
  mutating func clear() {
    query = ""
    find()
  }

  /// Goes to an older line, or to a newer one; whether there is one.
  mutating func move(_ steps: Int) -> Bool {
    guard found.indices.contains(index + steps) else { return false }
    index += steps
    return true
  }

  /// Capitals and small letters are one.
  private mutating func find() {
    let key = query.lowercased()
    found = lines.filter { key.isEmpty || $0.key.contains(key) }.map(\.line)
    index = 0
  }
}

extension HistorySearch {
  /// One row of the screen.
  struct Row: Equatable {
    /// What is in it, narrower than the terminal, so that it never wraps.
    let text: String
    /// Whether it is the line that would be taken.
    var isChosen = false
  }

  /// How many lines are shown at once.
  private static let mostLines = 8

  /// What is drawn: lines, the newest lowest, and below them what is sought, behind which the
  /// cursor stands; never more rows than the terminal has.
  func rows(columns: Int, rows: Int, isUnicode: Bool) -> [Row] {
    let width = max(0, columns - 1)
    let label = width >= 24 ? "search: " : ""
    let asked = label + HistorySearch.end(of: query, width - WideText.width(label))
    let most = min(HistorySearch.mostLines, max(0, rows - 1))
    guard !found.isEmpty else {
      let none = Row(text: WideText.fitted("  no line has this", width))
      return (most > 0 ? [none] : []) + [Row(text: asked)]
    }
    // The page with the chosen line.
    let first = most > 0 ? index / most * most : 0
    let page = found.indices.dropFirst(first).prefix(most)
    let lines = page.reversed().map { number in
      let mark = width < 8 ? "" : number == index ? "> " : "  "
      let line = found[number].replacing("\n", with: isUnicode ? "⏎" : "\\n")
      return Row(
        text: mark + excerpt(VisibleText.of(line.replacing("\t", with: " ")), width - mark.count),
        isChosen: number == index)
    }
    return lines + [Row(text: asked)]
  }

  /// The part of a line that has what is sought, where there is no room for all of it.
  private func excerpt(_ line: String, _ columns: Int) -> String {
    let lower = line.lowercased()
    guard WideText.width(line) > columns, !query.isEmpty,
      let place = lower.firstRange(of: query.lowercased())
    else { return WideText.fitted(line, columns) }
    let before = lower.distance(from: lower.startIndex, to: place.lowerBound)
    let end = WideText.width(String(line.prefix(before))) + WideText.width(query)
    guard end > columns - 2 else { return WideText.fitted(line, columns) }
    // What stands before it tells what kind of line it is.
    let start = max(0, before - max(0, columns / 3))
    return WideText.fitted(".." + line.dropFirst(start), columns)
  }

  /// The end of a text, as far as there is room for it.
  private static func end(of text: String, _ columns: Int) -> String {
    var rest = Substring(VisibleText.of(text))
    while WideText.width(String(rest)) > max(0, columns) { rest.removeFirst() }
    return String(rest)
  }
}
