import Kernel
import Sessions

extension Session {
  /// What all commands, options and names know of a line that is typed.
  func foundHelp(with typed: TypedLine) -> LineHelp {
    var help = LineHelp()
    let offset = typed.entry.utf8.count
    let found = completion(of: typed.entry + typed.line, at: offset + typed.cursor)
    if let found, found.range.lowerBound >= offset { help.completion = found.moved(by: -offset) }
    if typed.cursor == typed.line.utf8.count {
      help.hint = hint(
        for: typed.line, entryBefore: typed.entry, history: typed.history, completion: found)
    }
    // Of a line that goes on, only the whole would tell what its words are.
    if typed.entry.isEmpty { help.highlights = highlights(of: typed.line) }
    return help
  }
}

extension Completion {
  /// The same in a text that begins elsewhere.
  fileprivate func moved(by offset: Int) -> Completion {
    Completion(
      range: range.lowerBound + offset..<range.upperBound + offset, choices: choices, isCut: isCut)
  }
}
