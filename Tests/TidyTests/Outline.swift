/// The braces of a file: which lines lie in which type or function.
///
/// A rough reading, good enough for code in the style of swift-format.
struct Outline: Sendable {
  enum Kind: Sendable { case type, protocolType, function, other }

  /// What a pair of braces belongs to.
  struct Scope: Sendable {
    let kind: Kind
    /// The code before the opening brace, from the keyword on.
    let header: String
    /// The lines of the keyword and of the closing brace, from 0.
    let start: Int
    var end: Int
  }

  /// All pairs of braces, in the order in which they close.
  private(set) var closed: [Scope] = []
  /// The innermost scope at the start of each line; `nil` outside of all.
  private(set) var scopeOfLine: [Scope?] = []
  /// Whether every brace has its counterpart.
  private(set) var isBalanced = true

  init(_ code: [String]) {
    // A literal is read again wherever it is used.
    let keywords: [(Kind, Regex<Substring>)] = [
      (.function, /(?:^|[^.\w])(?:func\s|init[?(<]|subscript[(<]|deinit\b)/),
      (.protocolType, /(?:^|\s)protocol\s+\w/),
      (.type, /(?:^|\s)(?:struct|class|enum|actor|extension)\s+\w/),
    ]
    var open: [Scope] = []
    var header: [(line: Int, text: String)] = []
    for (number, line) in code.enumerated() {
      scopeOfLine.append(open.last)
      header.append((number, ""))
      for character in line {
        switch character {
        case "{":
          open.append(Outline.scope(header, line: number, keywords))
          header = [(number, "")]
        case "}":
          if var scope = open.popLast() {
            scope.end = number
            closed.append(scope)
          } else {
            isBalanced = false
          }
          header = [(number, "")]
        default: header[header.count - 1].text.append(character)
        }
      }
    }
    if !open.isEmpty { isBalanced = false }
  }

  /// What an opening brace belongs to: the last keyword before it.
  private static func scope(
    _ header: [(line: Int, text: String)], line: Int, _ keywords: [(Kind, Regex<Substring>)]
  ) -> Scope {
    for part in header.reversed() {
      guard let (kind, _) = keywords.first(where: { part.text.contains($0.1) }) else { continue }
      let whole = header.filter { $0.line >= part.line }.map(\.text).joined(separator: " ")
      return Scope(kind: kind, header: whole, start: part.line, end: line)
    }
    return Scope(kind: .other, header: "", start: line, end: line)
  }
}
