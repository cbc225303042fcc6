/// Rows of a label and a text as lines of at most 78 columns, the texts below each other.
///
/// A row without a label goes on with the one above it.
func labelled(_ rows: [(label: String, text: String)]) -> [String] {
  let width = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
  return rows.flatMap { label, text in
    // The two columns before the program's own voice are not there yet.
    let lines = wrapped(text, indent: width + 4).split(separator: "\n")
    return lines.enumerated().map { index, line in
      (index == 0 ? label.padded(width) : String(repeating: " ", count: width))
        + line.dropFirst(width + 2)
    }
  }
}

/// A text as lines of at most 78 columns, the first after one indent, the others after another.
func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
  // The two columns before the program's own voice are not there yet.
  wrapped(text, indent: indent + 2, hanging: hanging + 2).split(separator: "\n")
    .map { String($0.dropFirst(2)) }
}

/// A number with its noun, which has an s for all numbers but one: `3 objects`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// A number with a comma before every three digits.
func grouped(_ number: Int) -> String {
  var text = ""
  let digits = String(number.magnitude)
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + text
}

extension String {
  /// The text without what would break a line or move the cursor; names of objects may have any
  /// character.
  var onOneLine: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "?"
          default: scalar
          }
        }))
  }
}
