/// Where lines come from.
package protocol LineSource {
  /// Reads the next line, asking with `prompt` where somebody is there to be asked.
  mutating func next(_ prompt: Prompt) -> LineInput
}

/// What the reader is asked with.
package struct Prompt: Equatable, Sendable {
  /// The plain text before the cursor, its trailing blank included.
  package var text: String

  /// Whether the line continues the one before.
  package var continuation: Bool

  /// Makes a prompt.
  package init(_ text: String, continuation: Bool = false) {
    self.text = text
    self.continuation = continuation
  }
}

/// What came back for a prompt.
package enum LineInput: Equatable, Sendable {
  /// The bytes of a line without its newline; an entry recalled from history may hold newlines.
  case line([UInt8])

  /// The reader pressed ^C: what was typed so far is to be dropped.
  case interrupted

  /// The reader pressed ^D on an empty line, or the input is at its end.
  case end

  /// The input cannot be read, for the reason given.
  case failed(String)
}
