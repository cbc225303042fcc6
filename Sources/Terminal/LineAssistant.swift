/// What helps while a line is typed; it knows the line alone and nothing of the terminal.
package struct LineAssistant {
  /// The colours of a line, as stretches of UTF-8 offsets in order.
  package var styles: (_ line: String) -> [(range: Range<Int>, style: LineStyle)] = { _ in [] }
  /// The best continuation of a line whose end the cursor is at.
  package var hint: (_ line: String) -> String = { _ in "" }
  /// What may stand at the cursor, a UTF-8 offset.
  package var choices: (_ line: String, _ cursor: Int) -> LineChoices? = { _, _ in nil }
  /// What is asked with now, where something from elsewhere may have changed it.
  package var prompt: () -> Prompt? = { nil }
  /// A line that Tab puts where nothing is typed yet.
  package var suggestedLine: String?

  /// Makes one that knows nothing.
  package init() {}
}

/// The colour of a stretch of a line.
package enum LineStyle: Sendable, Equatable {
  /// A command.
  case command
  /// An option.
  case option
  /// The name of something that exists.
  case name
  /// Something wrong.
  case error

  /// The parameters of SGR.
  var parameters: String {
    switch self {
    case .command: "1"
    case .option: "36"
    case .name: "32"
    case .error: "31"
    }
  }
}

/// What may stand at the cursor.
package struct LineChoices: Equatable, Sendable {
  /// What a choice replaces, as UTF-8 offsets; it ends at the cursor.
  package let range: Range<Int>
  /// The choices.
  package let all: [Choice]
  /// Whether there are more.
  package let isCut: Bool

  /// One of them.
  package struct Choice: Equatable, Sendable {
    /// What is put into the line.
    package let text: String
    /// What a list shows.
    package let label: String
    /// What it is.
    package let note: String
    /// Whether the word goes on after it.
    package let goesOn: Bool

    /// Describes a choice; what a list shows of it steers no terminal.
    package init(_ text: String, label: String, note: String, goesOn: Bool) {
      self.text = text
      self.label = VisibleText.of(label)
      self.note = VisibleText.of(note)
      self.goesOn = goesOn
    }
  }

  /// Describes choices.
  package init(range: Range<Int>, all: [Choice], isCut: Bool = false) {
    self.range = range
    self.all = all
    self.isCut = isCut
  }

  /// What all choices begin with; nothing where some were not looked at.
  var commonPrefix: String {
    guard let first = all.first, !isCut else { return "" }
    return all.dropFirst().reduce(first.text) { prefix, choice in
      String(zip(prefix, choice.text).prefix { $0 == $1 }.map(\.0))
    }
  }
}
