/// What the parser made of a text without mistakes.
package enum ParseResult: Sendable, Equatable {
  /// The text is whole.
  case complete(Script)
  /// The text has no mistake so far but goes on in the next line.
  case incomplete(IncompleteReason)
}

/// What is still open at the end of a text.
package enum IncompleteReason: Sendable, Equatable {
  /// A `'`.
  case singleQuote
  /// A `"`.
  case doubleQuote
  /// A backslash at the very end.
  case backslash
  /// A `$(`.
  case substitution
  /// A `|`, `&&` or `||` with nothing after it.
  case connector(String)
  /// A here-document, whose last line has to be this word.
  case hereDocument(delimiter: String, stripsTabs: Bool)

  /// Whether one more line could close what is open.
  ///
  /// A prompt that asks this before it parses the whole text again stays quick while a long
  /// here-document or quoted text is pasted line by line.
  package func mayEnd(with line: String) -> Bool {
    switch self {
    case .singleQuote: line.utf8.contains(UInt8(ascii: "'"))
    case .doubleQuote: line.utf8.contains(UInt8(ascii: "\""))
    // Two of them are one that is meant itself.
    case .backslash: line.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 0
    // A backquote, a quote or an operator may also be a mistake, which is better told at once.
    case .substitution: line.utf8.contains { ")`&(<".utf8.contains($0) }
    case .connector: line.utf8.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    case .hereDocument(let delimiter, let stripsTabs):
      HereDocument.isEnd(Array(line.utf8)[...], delimiter: delimiter, stripsTabs: stripsTabs)
    }
  }
}

extension IncompleteReason: CustomStringConvertible {
  /// What is open and how to close it, in one line.
  package var description: String {
    switch self {
    case .singleQuote: "a ' is open; close it with '"
    case .doubleQuote: "a \" is open; close it with \""
    case .backslash: "the line ends in \\; it goes on here"
    case .substitution: "a $( is open; close it with )"
    case .connector(let text): "a command has to follow \(text)"
    case .hereDocument(let delimiter, _):
      "a here-document is open; end it with a line that is only \(delimiter)"
    }
  }
}

/// A mistake in a typed text: what is wrong, where, and what to do next.
package struct ShellSyntaxError: Error, Sendable, Equatable {
  /// What is wrong, without a full stop.
  package let message: String
  /// The bytes at fault, as UTF-8 offsets in the text; never empty unless at the text's end.
  package let range: Range<Int>
  /// What to do next, if there is one thing to do.
  package let suggestion: String?

  /// Describes a mistake.
  package init(message: String, range: Range<Int>, suggestion: String?) {
    self.message = message
    self.range = range
    self.suggestion = suggestion
  }
}

extension ShellSyntaxError: CustomStringConvertible {
  /// What is wrong; what to do next.
  package var description: String { suggestion.map { "\(message); \($0)" } ?? message }
}

/// Why the parser stopped before the end of its work.
enum ShellStop: Error {
  case incomplete(IncompleteReason)
  case syntax(ShellSyntaxError)

  /// A mistake at a place of the text.
  static func mistake(_ range: Range<Int>, _ message: String, _ suggestion: String?) -> ShellStop {
    .syntax(ShellSyntaxError(message: message, range: range, suggestion: suggestion))
  }
}
