#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines from somebody at a terminal on which nothing is redrawn: what was written stays.
///
/// A line that ends in Tab is not entered: its choices are listed with numbers, and one of these
/// goes on with the line.
package final class PlainConversation: Conversation {
  package var assistant = LineAssistant()
  package var notes: Notes?
  package private(set) var remembered: [String] = []
  /// Where lines come from.
  private var lines = PlainLines()
  /// The line so far, where Tab was pressed.
  private var begun = ""
  /// The choices that were listed.
  private var choices: LineChoices?

  /// Makes one on the standard streams.
  package init() {}

  package func remember(_ line: String, isSecret: Bool) {
    if !isSecret { remembered.append(line) }
  }

  package func dropPaste() {}

  package func next(_ prompt: Prompt) -> LineInput {
    while true {
      for note in notes?.take() ?? [] { write(note + "\n") }
      write(prompt.text + begun)
      let input = lines.next(prompt)
      guard case .line(let bytes) = input else {
        (begun, choices) = ("", nil)
        write("\n")
        return input
      }
      guard let answer = answer(bytes) else { continue }
      (begun, choices) = ("", nil)
      return .line(answer)
    }
  }
}

extension PlainConversation {
  /// The whole line that was entered; `nil` where one goes on.
  private func answer(_ bytes: [UInt8]) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    if let choices, let number = Int(text.filter { $0 != " " }) {
      guard choices.all.indices.contains(number - 1) else {
        write("there is no number \(number)\n")
        return nil
      }
      take(choices.all[number - 1], choices.range)
      return nil
    }
    guard text.hasSuffix("\t") else { return Array((begun + text).utf8) }
    begun += text.prefix { $0 != "\t" }
    if begun.isEmpty, let line = assistant.suggestedLine {
      begun = line
      return nil
    }
    choices = assistant.choices(begun, begun.utf8.count)
    guard let choices else {
      write("nothing goes on here\n")
      return nil
    }
    if choices.all.count == 1, let only = choices.all.first {
      take(only, choices.range)
    } else {
      list(choices)
    }
    return nil
  }

  private func take(_ choice: LineChoices.Choice, _ range: Range<Int>) {
    begun = String(decoding: begun.utf8.prefix(range.lowerBound), as: UTF8.self) + choice.text
    if !choice.goesOn { begun += " " }
    choices = nil
  }

  private func list(_ choices: LineChoices) {
    for (index, choice) in choices.all.prefix(40).enumerated() {
      write("\(index + 1): \(choice.label)\(choice.note.isEmpty ? "" : ", " + choice.note)\n")
    }
    if choices.all.count > 40 || choices.isCut { write("and more; type on to hear fewer\n") }
    write("type a number, or go on with the line\n")
  }

  private func write(_ text: String) {
    _ = Terminal.writeAll(STDOUT_FILENO, Array(VisibleText.of(text).utf8))
  }
}
