/// A command line in rows of at most 80 columns, broken behind a backslash, before an option where
/// that is possible, so that it can be pasted as it stands.
package func folded(_ line: String, indent: Int) -> String {
  let words = line.unquotedWords
  var text = "".indented(indent)
  var column = indent
  for (index, word) in words.enumerated() {
    if index > 0 {
      // An option stays with its value, if a row has room for both.
      let value = word.hasPrefix("--") ? words.dropFirst(index + 1).first ?? "" : ""
      let both = word.firstRowWidth + (value.isEmpty ? 0 : 1 + value.firstRowWidth)
      let isTight = column + 1 + (both < 60 ? both : word.firstRowWidth) > 78
      text += isTight ? " \\\n" + "".indented(indent + 2) : " "
      column = isTight ? indent + 2 : column + 1
    }
    text += word
    let rows = word.split(separator: "\n", omittingEmptySubsequences: false)
    column = (rows.count == 1 ? column : 0) + DisplayWidth.of(String(rows.last ?? ""))
  }
  return text + "\n"
}

/// A command line as rows of at most so many characters, with which a shell goes on, so that it can
/// be typed as it stands; a word that is longer, or stands in quotes, is not broken.
package func continued(_ line: String, columns: Int) -> [String] {
  let continuation = " \\"
  var rows: [String] = []
  // Within quotes a backslash would be a part of the value, and they may span lines.
  var quote: Character?
  for typed in line.split(separator: "\n").map(String.init) {
    var row = ""
    for word in typed.split(separator: " ", omittingEmptySubsequences: false) {
      let isInQuotes = quote != nil
      for character in word where character == "'" || character == "\"" {
        if quote == nil { quote = character } else if quote == character { quote = nil }
      }
      if !row.isEmpty, !isInQuotes, row.count + 1 + word.count + continuation.count > columns {
        let option = word.hasPrefix("-") ? "" : row.optionAtEnd
        rows.append(row.dropLast(option.count) + continuation)
        row = " \(option) \(word)"
      } else {
        row += (row.isEmpty ? "" : " ") + word
      }
    }
    rows.append(row)
  }
  return rows
}

extension String {
  /// The blank and the option that the row ends with, which goes with the value behind it; nothing
  /// where the row has no more than that.
  fileprivate var optionAtEnd: Substring {
    guard let blank = lastIndex(of: " "), self[blank...].hasPrefix(" --"),
      self[..<blank].contains(where: { $0 != " " })
    else { return "" }
    return self[blank...]
  }

  /// The columns up to the first line break.
  fileprivate var firstRowWidth: Int { DisplayWidth.of(String(prefix { $0 != "\n" })) }

  /// The words between the blanks that stand outside single quotes.
  fileprivate var unquotedWords: [String] {
    var words = [""]
    var isQuoted = false
    for character in self {
      if character == "'" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words
  }
}
