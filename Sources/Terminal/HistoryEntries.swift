/// The lines to recall, the oldest first.
struct HistoryEntries: Equatable {
  /// How many lines are kept.
  static let limit = 1000

  /// The lines; one may itself hold newlines.
  private(set) var lines: [String] = []

  /// Adds a line unless it is empty or repeats the one before; tells whether it was added.
  mutating func remember(_ line: String) -> Bool {
    if line.isEmpty || line == lines.last { return false }
    lines.append(line)
    if lines.count > Self.limit { lines.removeFirst(lines.count - Self.limit) }
    return true
  }
}

extension HistoryEntries {
  /// Reads the text of a history file.
  init(fileText: String) {
    // By code points: to Swift, a CR and the newline after it are one character.
    for line in fileText.unicodeScalars.split(separator: "\n") {
      _ = remember(Self.unescape(line))
    }
  }

  /// The text of a history file: one entry per line, newline as `\n` and backslash as `\\`.
  var fileText: String {
    lines.map { Self.escape($0) + "\n" }.joined()
  }

  /// Puts an entry on one line.
  private static func escape(_ entry: String) -> String {
    var line = String.UnicodeScalarView()
    for character in entry.unicodeScalars {
      switch character {
      case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": line.append(contentsOf: "\\n".unicodeScalars)
      default: line.append(character)
      }
    }
    return String(line)
  }

  /// Takes an entry off its line; an escape that this program never writes stays as it is.
  private static func unescape(_ line: Substring.UnicodeScalarView) -> String {
    var entry = String.UnicodeScalarView()
    var escaped = false
    for character in line {
      switch (escaped, character) {
      case (false, "\\"):
        escaped = true
        continue
      case (true, "n"): entry.append("\n")
      case (true, "\\"): entry.append("\\")
      case (true, _): entry.append(contentsOf: ["\\", character])
      case (false, _): entry.append(character)
      }
      escaped = false
    }
    if escaped { entry.append("\\") }
    return String(entry)
  }
}
