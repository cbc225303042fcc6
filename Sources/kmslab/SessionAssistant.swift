import Sessions
import Terminal

extension LineAssistant {
  /// What somebody knows about a line; `entry` are the lines that it goes on with.
  ///
  /// `ask` answers for a line and a cursor, and `nil` where no answer comes in time: then it is not
  /// asked for what shows by itself, until the next line or until Tab.
  init(entry: String, history: [String], ask: @escaping (TypedLine) -> LineHelp?) {
    self.init()
    let memory = HelpMemory(entry: entry, history: history, ask: ask)
    styles = { line in
      memory.help(withWhole: line).highlights.compactMap { highlight in
        LineStyle(highlight.kind).map { (highlight.range, $0) }
      }
    }
    hint = { memory.help(withWhole: $0).hint }
    choices = { line, cursor in
      memory.ask(line, cursor)?.completion.map { found in
        LineChoices(
          range: found.range,
          all: found.choices.map { choice in
            LineChoices.Choice(
              choice.insertion, label: choice.candidate.label, note: choice.candidate.note,
              goesOn: choice.candidate.goesOn)
          }, isCut: found.isCut)
      }
    }
  }
}

/// What was found out about the line that is typed, which several ask for at each key.
private final class HelpMemory {
  private let entry: String
  private let history: [String]
  private let source: (TypedLine) -> LineHelp?
  private var last: (line: String, help: LineHelp)?
  private var isLate = false

  init(entry: String, history: [String], ask: @escaping (TypedLine) -> LineHelp?) {
    self.entry = entry
    self.history = history
    source = ask
  }

  /// What helps at the end of a line.
  func help(withWhole line: String) -> LineHelp {
    if let last, last.line == line { return last.help }
    let help = isLate ? nil : ask(line, line.utf8.count)
    last = (line, help ?? LineHelp())
    return help ?? LineHelp()
  }

  /// What helps at a place of a line, as the world is now.
  func ask(_ line: String, _ cursor: Int) -> LineHelp? {
    let help = source(TypedLine(line, cursor: cursor, entry: entry, history: history))
    isLate = help == nil
    return help
  }
}

extension LineStyle {
  /// The colour of a kind of word; `nil` for one that has none.
  init?(_ kind: WordKind) {
    switch kind {
    case .command: self = .command
    case .option: self = .option
    case .liveName: self = .name
    case .error: self = .error
    case .value: return nil
    }
  }
}
