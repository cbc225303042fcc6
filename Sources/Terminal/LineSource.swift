/// Where lines come from.
package protocol LineSource {
  /// Reads the next line, asking with `prompt` where somebody is there to be asked.
  mutating func next(_ prompt: Prompt) -> LineInput
}

/// Lines from somebody at a terminal, who is helped while typing.
package protocol Conversation: AnyObject, LineSource {
  /// What helps.
  var assistant: LineAssistant { get set }
  /// What comes from elsewhere, and is shown between the lines; `nil` where nothing comes.
  var notes: Notes? { get set }
  /// The lines to recall, the oldest first.
  var remembered: [String] { get }
  /// Adds an entry to what can be recalled; one that holds secrets stays out of the history file.
  func remember(_ line: String, isSecret: Bool)
  /// Forgets pasted lines that were not entered yet, for when one of them went wrong.
  func dropPaste()
}

/// What the reader is asked with.
package struct Prompt: Equatable, Sendable {
  /// The plain text before the cursor, its trailing blank included.
  package var text: String

  /// The plain text at the right end of the row, for a terminal that has room for it.
  package var right: String

  /// Whether the line continues the one before.
  package var continuation: Bool

  /// Makes a prompt.
  package init(_ text: String, right: String = "", continuation: Bool = false) {
    self.text = text
    self.right = right
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
