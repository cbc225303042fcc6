import Console
import Terminal

extension LineAssistant {
  /// What a session knows about a line; `entry` are the lines that it goes on with.
  init(_ session: Session, entry: String, history: [String]) {
    self.init()
    let offset = entry.utf8.count
    styles = { line in
      // Of a line that goes on, only the whole would tell what its words are.
      entry.isEmpty
        ? session.highlights(of: line).compactMap { highlight in
          LineStyle(highlight.kind).map { (highlight.range, $0) }
        } : []
    }
    hint = { session.hint(for: $0, entryBefore: entry, history: history) }
    choices = { line, cursor in
      guard let found = session.completion(of: entry + line, at: offset + cursor),
        found.range.lowerBound >= offset
      else { return nil }
      return LineChoices(
        range: found.range.lowerBound - offset..<found.range.upperBound - offset,
        all: found.choices.map { choice in
          LineChoices.Choice(
            choice.insertion, label: choice.candidate.label, note: choice.candidate.note,
            goesOn: choice.candidate.goesOn)
        }, isCut: found.isCut)
    }
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
