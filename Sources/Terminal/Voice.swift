/// The program's own words as a terminal shows them: coloured, as words alone, or in ASCII.
///
/// Colours change nothing but colours: without its escape sequences the text is what it was.
package struct Voice: Sendable {
  private let presentation: Presentation
  /// The line before, which a caret points into.
  private var previous = ""

  /// Makes a voice.
  package init(_ presentation: Presentation) { self.presentation = presentation }

  /// Dresses whole lines.
  package func dressed(_ text: String) -> String {
    guard presentation.usesColours || presentation.usesWords || !presentation.isUnicode else {
      return text
    }
    var voice = self
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.map { voice.line($0) }.joined(separator: "\n")
  }

  private mutating func line(_ text: String) -> String {
    defer { previous = text }
    var text = text
    if presentation.usesWords { text = inWords(text) }
    if !presentation.isUnicode { text = Voice.inASCII(text) }
    return presentation.usesColours ? Voice.coloured(text) : text
  }
}

extension Voice {
  /// The beginnings of lines that have a colour, and the colour as SGR has it.
  private static let marks: [(start: String, colour: String)] = [
    ("aws: [ERROR]:", "31"), ("kmslab:", "31"), ("  next: ", "36"), ("[x] ", "32"), ("[ ] ", "33"),
    ("  see: ", "36"), ("warning: ", "33"), ("  words: ", "2"), ("    words: ", "2"),
    ("  ✓", "2"),
  ]

  private static func coloured(_ line: String) -> String {
    if let mark = marks.first(where: { line.hasPrefix($0.start) }) {
      let start = mark.start.hasSuffix(" ") ? mark.start.dropLast() : mark.start[...]
      let isWhole = mark.start == "  next: " || mark.colour == "2"
      return isWhole
        ? "\u{1B}[\(mark.colour)m\(line)\u{1B}[0m"
        : "\u{1B}[\(mark.colour)m\(start)\u{1B}[0m\(line.dropFirst(start.count))"
    }
    guard let caret = Caret(line) else { return line }
    return "\(caret.blanks)\u{1B}[31m\(caret.signs)\u{1B}[0m\(caret.rest)"
  }

  /// A line that points with `^`.
  private struct Caret {
    let blanks, signs, rest: Substring

    init?(_ line: String) {
      blanks = line.prefix { $0 == " " }
      signs = line.dropFirst(blanks.count).prefix { $0 == "^" }
      rest = line.dropFirst(blanks.count + signs.count)
      guard blanks.count >= 2, !signs.isEmpty, rest.isEmpty || rest.first == " " else { return nil }
    }
  }

  /// The signs of a line told as words.
  private func inWords(_ line: String) -> String {
    if line.hasPrefix("[x] ") { return "done: " + line.dropFirst(4) }
    if line.hasPrefix("[ ] ") { return "not yet: " + line.dropFirst(4) }
    guard let caret = Caret(line) else { return line }
    let pointed = previous.dropFirst(caret.blanks.count).prefix(caret.signs.count)
    return pointed.isEmpty ? line : "  at \(pointed):\(caret.rest.isEmpty ? " here" : caret.rest)"
  }

  /// What stands for a sign on a terminal that shows none beyond ASCII; other letters stay.
  static func inASCII(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.map { signs[$0] ?? String($0) }.joined()
  }

  private static let signs: [Character: String] = [
    "…": "...", "–": "-", "—": "-", "→": "->", "←": "<-", "×": "x", "·": ".", "•": "*", "≤": "<=",
    "≥": ">=", "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+",
    "┬": "+", "┴": "+", "┼": "+", "█": "#", "▒": ":", "░": ".", "✓": "x", "✗": "-", "“": "\"",
    "”": "\"", "‘": "'", "’": "'", "⊕": "xor",
  ]
}
