/// The difference of two lists of lines, as `diff -u` shows it.
enum UnifiedDiff {
  /// How many equal lines stand around what differs.
  private static let contextLines = 3
  /// Beyond this the search, quadratic at worst, is left: all is removed and put anew.
  private static let mostLines = 4_000

  private struct Row {
    let mark: Character
    let text: String
  }

  /// The hunks; line numbers count from the first line of each list, plus `offset` for the old.
  static func text(_ old: [String], _ new: [String], offset: Int) -> String {
    let rows = rows(old, new)
    var text = ""
    var index = 0
    while let start = rows[index...].firstIndex(where: { $0.mark != " " }) {
      var last = start
      var next = start + 1
      while next < rows.count, next - last <= contextLines * 2 {
        if rows[next].mark != " " { last = next }
        next += 1
      }
      let hunk = max(index, start - contextLines)..<min(rows.count, last + contextLines + 1)
      text += header(rows, hunk, offset)
      for row in rows[hunk] { text += "\(row.mark)\(row.text)\n" }
      index = hunk.upperBound
    }
    return text
  }

  private static func header(_ rows: [Row], _ hunk: Range<Int>, _ offset: Int) -> String {
    let sides = [Character("-"), "+"].map { other in
      let skipped: Character = other == "-" ? "+" : "-"
      let before = rows[..<hunk.lowerBound].count { $0.mark != skipped }
      let count = rows[hunk].count { $0.mark != skipped }
      return "\(other)\(offset + before + (count == 0 ? 0 : 1)),\(count)"
    }
    return "@@ \(sides[0]) \(sides[1]) @@\n"
  }

  private static func rows(_ old: [String], _ new: [String]) -> [Row] {
    guard old.count + new.count <= mostLines else {
      return old.map { Row(mark: "-", text: $0) } + new.map { Row(mark: "+", text: $0) }
    }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old, by: { $0.utf8.elementsEqual($1.utf8) }) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [Row] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) {
        rows.append(Row(mark: "-", text: old[left]))
        left += 1
      } else if inserted.contains(right) {
        rows.append(Row(mark: "+", text: new[right]))
        right += 1
      } else {
        rows.append(Row(mark: " ", text: old[left]))
        (left, right) = (left + 1, right + 1)
      }
    }
    return rows
  }
}
