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

extension String {
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
