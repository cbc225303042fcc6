import Sessions
import Text

/// The tutor's prose: lines of at most 78 columns, a column a character.
///
/// What stands in backticks is typed: it is not broken, or, where it is longer than a line, stands
/// on rows of its own that can be pasted.
enum Paragraph {
  private static let columns = 78

  /// A text in lines.
  static func wrapped(_ text: String, indent: Int) -> String {
    var lines = ""
    var words: [Substring] = []
    func close() {
      guard !words.isEmpty else { return }
      lines += Text.wrapped(words, columns: columns, indent: indent, width: \.count)
      words = []
    }
    for word in self.words(of: text) {
      guard let command = command(in: word), word.count > columns - indent else {
        words.append(word)
        continue
      }
      close()
      let rows = continued(command, columns: columns - indent - 2)
      lines += rows.map { $0.indented(indent + 2) + "\n" }.joined()
    }
    close()
    return lines.isEmpty ? "\n" : lines
  }

  /// A text in lines from the first column.
  static func wrapped(_ text: String) -> String { wrapped(text, indent: 0) }

  /// The rows in which what is typed of a solution can be pasted.
  static func rows(of solution: LabFile.Block) -> [String] {
    solution.lines.filter { $0.hasPrefix("$ ") || $0.hasPrefix("> ") }.flatMap { rows($0) }
  }

  /// The rows in which a line of a solution can be pasted; it begins with the `$ ` of a prompt, or
  /// with the `> ` behind which something goes on, which has to stay as it is.
  static func rows(_ line: String) -> [String] {
    let typed = String(line.dropFirst(2))
    return line.hasPrefix("$ ") && !typed.contains("<<")
      ? continued(typed, columns: columns - 2) : [typed]
  }

  /// What stands between the backticks of a word that has nothing else but a sign behind it.
  private static func command(in word: Substring) -> String? {
    guard word.first == "`", let end = word.lastIndex(of: "`"), end > word.startIndex else {
      return nil
    }
    let rest = word[word.index(after: end)...]
    return rest.allSatisfy(\.isPunctuation) ? String(word[..<end].dropFirst()) : nil
  }

  /// The words between blanks, but for the blanks between two backticks.
  private static func words(of text: String) -> [Substring] {
    let plain = text.split(separator: " ")
    guard text.count(where: { $0 == "`" }).isMultiple(of: 2) else { return plain }
    var words: [Substring] = []
    var isCode = false
    for word in plain {
      if isCode, let last = words.last {
        words[words.count - 1] = text[last.startIndex..<word.endIndex]
      } else {
        words.append(word)
      }
      if !word.count(where: { $0 == "`" }).isMultiple(of: 2) { isCode.toggle() }
    }
    return words
  }
}
