/// What was typed: pipelines in order, each with the condition under which it runs.
package struct Script: Sendable, Equatable {
  /// The pipelines in the order of the text.
  package var steps: [Step] = []

  /// One pipeline of a script.
  package struct Step: Sendable, Equatable {
    /// What has to have happened for this pipeline to run.
    package let condition: Condition
    /// The commands to run.
    package var pipeline: Pipeline
  }

  /// What the operator before a pipeline says about the status before it.
  package enum Condition: Sendable, Equatable {
    /// After `;`, a line break, or nothing.
    case always
    /// After `&&`.
    case afterSuccess
    /// After `||`.
    case afterFailure
  }
}

/// Commands joined by `|`, at least one.
package struct Pipeline: Sendable, Equatable {
  /// The commands from left to right.
  package var commands: [ShellCommand]
}

/// One simple command: assignments, words and redirections, at least one of them.
package struct ShellCommand: Sendable, Equatable {
  /// The assignments before the first word.
  package var assignments: [Assignment] = []
  /// The command's name and its arguments, before expansion.
  package var words: [Word] = []
  /// Where the input comes from, if not from the pipe.
  package var input: Input?
  /// Where the output goes, if not to the pipe or the screen.
  package var output: Output?
  /// Where what it says on its standard error goes, if not to the screen.
  package var errors: Errors?
  /// Whether its output goes where its errors do, as after `>&2`.
  package var printsErrors = false
  /// Where the command stands in the text.
  package var range: Range<Int> = 0..<0

  /// `NAME=value`.
  package struct Assignment: Sendable, Equatable {
    /// The variable.
    package let name: String
    /// What it shall hold; a word without parts for `NAME=`.
    package let value: Word
  }

  /// A redirection of the input.
  package enum Input: Sendable, Equatable {
    /// `< word`.
    case file(Word)
    /// The body after `<<EOF`.
    case hereDocument(Word)
  }

  /// A redirection of the output, `> word` or `>> word`.
  package struct Output: Sendable, Equatable {
    /// The name of the file.
    package let file: Word
    /// Whether the file keeps what it holds, as with `>>`.
    package let appends: Bool
  }

  /// A redirection of the standard error.
  package enum Errors: Sendable, Equatable {
    /// `2> word` or `2>> word`.
    case file(Output)
    /// `2>&1`: where the output goes.
    case output
    /// `2>&1` ahead of `> word`: where the output would have gone, to the pipe or the screen.
    case pipe
  }
}

/// One word as it was typed: its parts side by side, and where they stood.
///
/// All ranges are UTF-8 offsets in the text that was parsed, so that a caret can point at them.
package struct Word: Sendable, Equatable {
  /// The parts from left to right; none for an empty assignment or here-document.
  package let parts: [Part]
  /// Where the word stands, quotes included.
  package let range: Range<Int>

  /// A stretch of a word with one meaning.
  package struct Part: Sendable, Equatable {
    /// What the part stands for.
    package let content: Content
    /// Whether it was quoted: such a part is not split, and keeps a word that is empty.
    package let isQuoted: Bool
    /// Where the part stands, without the quotes around it.
    package let range: Range<Int>

    /// Makes a part.
    package init(content: Content, isQuoted: Bool, range: Range<Int>) {
      self.content = content
      self.isQuoted = isQuoted
      self.range = range
    }
  }

  /// What a part stands for.
  package enum Content: Sendable, Equatable {
    /// The text itself.
    case literal(String)
    /// `$NAME` or `${NAME}`.
    case variable(String)
    /// `$?`.
    case status
    /// `$(…)`.
    case substitution(Script)
  }

  /// The text of a word that is neither quoted nor expanded in any part; `nil` for any other.
  package var plainText: String? {
    guard parts.count == 1, !parts[0].isQuoted, case .literal(let text) = parts[0].content else {
      return nil
    }
    return text
  }
}
