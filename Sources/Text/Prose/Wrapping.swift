/// A text in lines of at most `columns`, the first after one indent, the others after another.
///
/// Only blanks break; a word that is wider than a line stands on one of its own. `width` tells how
/// many columns a text takes.
package func wrapped(
  _ text: String, columns: Int = 80, indent: Int = 0, hanging: Int? = nil,
  width: (String) -> Int = DisplayWidth.of
) -> String {
  wrapped(
    text.split(separator: " "), columns: columns, indent: indent, hanging: hanging, width: width)
}

/// The same for words that may hold blanks, which do not break.
package func wrapped(
  _ words: [Substring], columns: Int, indent: Int, hanging: Int? = nil, width: (String) -> Int
) -> String {
  var lines = ""
  var margin = indent
  var line = ""
  for word in words {
    if !line.isEmpty, margin + width(line) + 1 + width(String(word)) > columns {
      lines += line.indented(margin) + "\n"
      line = ""
      margin = hanging ?? indent
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return lines + line.indented(margin) + "\n"
}

/// A text as lines of at most 78 columns, the first after one indent, the others after another, or
/// the same.
package func paragraph(_ text: String, indent: Int = 0, hanging: Int? = nil) -> [String] {
  // The two columns before the program's own voice are not there yet.
  wrapped(text, columns: 78, indent: indent, hanging: hanging).split(separator: "\n")
    .map(String.init)
}

/// Rows of a label and a text as lines of at most 78 columns, the texts below each other.
///
/// A row without a label goes on with the one above it.
package func labelled(_ rows: [(label: String, text: String)]) -> [String] {
  let width = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
  return rows.flatMap { label, text in
    paragraph(text, indent: width + 2, hanging: width + 2).enumerated().map { index, line in
      index == 0 ? label.padded(width) + line.dropFirst(width) : line
    }
  }
}

/// A line with words at both ends.
package func justified(_ left: String, _ right: String, columns: Int = 78) -> String {
  left + right.indented(max(2, columns - left.count - right.count)) + "\n"
}
