/// Rows as lines whose columns stand below each other, without blanks at their ends.
///
/// The columns in `right` are flush right. `width` tells how many columns a cell takes.
package func aligned(
  _ rows: [[String]], right: Set<Int> = [], width: (String) -> Int = DisplayWidth.of
) -> [String] {
  var widths: [Int] = []
  for row in rows {
    for (column, cell) in row.enumerated() {
      if column == widths.count { widths.append(0) }
      widths[column] = max(widths[column], width(cell))
    }
  }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      let gap = "".indented(widths[column] - width(cell))
      return right.contains(column) ? gap + cell : cell + gap
    }
    return cells.joined(separator: "  ").withoutBlanksAtEnd
  }
}

extension String {
  /// The text behind a number of blanks; not moved for numbers below zero.
  package func indented(_ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns)) + self
  }

  /// The text with blanks behind it up to a width.
  package func padded(_ width: Int) -> String { self + "".indented(width - count) }

  /// The text with blanks before it up to a width.
  package func paddedLeft(_ width: Int) -> String { indented(width - count) }

  /// The text, or as much of its beginning as leaves room for a sign where something is cut.
  package func shortened(to width: Int, sign: String = "..") -> String {
    count <= width ? self : prefix(max(0, width - sign.count)) + sign
  }

  /// The text without blanks at its end.
  package var withoutBlanksAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// A text without blanks at its ends.
package func trimmed(_ text: Substring) -> String {
  String(text.drop { $0 == " " }).withoutBlanksAtEnd
}
