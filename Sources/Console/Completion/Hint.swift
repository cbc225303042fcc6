import Kernel
package import Sessions

extension Session {
  /// The best continuation of a line whose end the cursor is at: of the line typed last that began
  /// so and was no mistake, or else the first that completion knows; empty where there is none.
  package func hint(for line: String, entryBefore entry: String = "", history: [String]) -> String {
    let text = entry + line
    return hint(
      for: line, entryBefore: entry, history: history,
      completion: completion(of: text, at: text.utf8.count))
  }

  /// The same, where what may stand at the end is known.
  func hint(
    for line: String, entryBefore entry: String, history: [String],
    completion: @autoclosure () -> Completion?
  ) -> String {
    guard line.utf8.count <= Self.longestHelpedLine,
      line.contains(where: { !$0.isWhitespace }), !isAnswer(entry + line)
    else { return "" }
    if entry.isEmpty,
      let past = history.last(where: { past in
        past.startsBytewise(with: line) && !wasMistake(past)
      }), past.utf8.count > line.utf8.count
    {
      let rest = String(decoding: past.utf8.dropFirst(line.utf8.count), as: UTF8.self)
      return rest.contains("\n") ? "" : rest
    }
    let text = entry + line
    guard let completion = completion() else { return "" }
    let typed = String(decoding: Array(text.utf8)[completion.range], as: UTF8.self)
    // What ends in a blank is finished; only what has to follow is worth proposing.
    if typed.isEmpty, !line.hasSuffix(" ") { return "" }
    guard let best = completion.choices.first, best.insertion.startsBytewise(with: typed),
      !typed.isEmpty || completion.choices.count == 1 || best.candidate.isNeeded
        || text.isAfterOption
    else { return "" }
    return String(decoding: best.insertion.utf8.dropFirst(typed.utf8.count), as: UTF8.self)
  }

  /// Whether a line was not understood when it was last typed, or was refused in the world as it
  /// still is.
  private func wasMistake(_ line: String) -> Bool {
    guard let entry = log.last(where: { $0.text == line }) else { return false }
    let isSameWorld = entry.course.maker == history.past.last?.value.line
    return entry.complaints.refusal != nil && isSameWorld
      || [2, 127, 252, 253, 255].contains(entry.status)
  }
}

extension String {
  /// Whether the last word is an option, behind which a value has to stand.
  fileprivate var isAfterOption: Bool {
    split(separator: " ").last.map { $0.hasPrefix("--") && !$0.contains("=") } ?? false
  }
}

extension Candidate {
  /// Whether the command does not run without it.
  var isNeeded: Bool { note.hasPrefix("needed: ") }
}
