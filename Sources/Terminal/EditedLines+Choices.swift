import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The choices that Tab goes through once they are listed.
struct ChoiceCycle {
  let choices: LineChoices
  /// What was typed where they go.
  let typed: String
  /// The one that is in the line; `nil` for what was typed.
  var index: Int?
  /// The line and the cursor as this left them; another key ends it.
  var line: String
  /// The character that the cursor is on.
  var cursor: Int

  /// The next one, or the one before; the typed text lies between the last and the first.
  mutating func step(_ direction: Int) -> String {
    let count = choices.all.count + 1
    let next = ((index ?? count - 1) + direction + count) % count
    index = next == count - 1 ? nil : next
    return index.map { choices.all[$0].text } ?? typed
  }
}

extension EditedLines {
  /// Tab: completes as far as there is no choice, then lists the choices, then goes through them.
  func choose(_ direction: Int) -> UInt8 {
    let (characters, cursor) = typed
    let line = EditedLines.text(characters)
    if var cycle, cycle.line == line, cycle.cursor == cursor {
      let old = cycle.index.map { cycle.choices.all[$0].text } ?? cycle.typed
      guard replace(old, by: cycle.step(direction)) else { return UInt8(CC_REFRESH_BEEP) }
      note(&cycle)
      return UInt8(CC_REFRESH)
    }
    cycle = nil
    if characters.isEmpty, let suggested = assistant.suggestedLine {
      return insert(suggested) ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
    }
    let before = EditedLines.text(characters[..<cursor])
    guard let choices = assistant.choices(line, before.utf8.count), let only = choices.all.first
    else {
      return UInt8(CC_REFRESH_BEEP)
    }
    let old = String(decoding: Array(before.utf8)[choices.range], as: UTF8.self)
    if choices.all.count == 1 {
      let hasBlank = cursor < characters.count && characters[cursor] == " "
      let end = only.goesOn || hasBlank ? "" : " "
      return replace(old, by: only.text + end) ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
    }
    let common = choices.commonPrefix
    let isLonger = common.utf8.count > old.utf8.count && common.hasPrefix(old)
    if isLonger, !replace(old, by: common) { return UInt8(CC_REFRESH_BEEP) }
    list(choices)
    var cycle = ChoiceCycle(
      choices: choices, typed: isLonger ? common : old, index: nil, line: "", cursor: 0)
    note(&cycle)
    return UInt8(CC_NORM)
  }

  /// Puts the line as it is now into the cycle.
  private func note(_ cycle: inout ChoiceCycle) {
    let (characters, cursor) = typed
    cycle.line = EditedLines.text(characters)
    cycle.cursor = cursor
    self.cycle = cycle
  }

  /// Replaces the text before the cursor.
  private func replace(_ old: String, by new: String) -> Bool {
    let count = old.unicodeScalars.count
    if count > 0 { unsafe el_deletestr(editor, Int32(count)) }
    return insert(new)
  }

  /// Writes the choices below the line, and the line again below them.
  private func list(_ choices: LineChoices) {
    // A line that fills the terminal leaves no place for a list.
    guard windowStart == nil else { return }
    let rows = Int(kl_rows(STDOUT_FILENO))
    let list = ChoiceList(choices, columns: Int(columns), rows: rows > 0 ? rows : 24)
    let (characters, cursor) = typed
    let prompt = unsafe Array(promptText.dropLast())
    let line = characters.map { wchar_t($0.value) }
    let below =
      WideText.rows(prompt + line, columns: Int(columns))
      - WideText.rows(prompt + line.prefix(cursor), columns: Int(columns))
    let down = below > 0 ? "\u{1B}[\(below)B" : ""
    let text = "\(down)\r\n" + list.lines.map { $0 + "\r\n" }.joined()
    _ = Terminal.writeAll(STDOUT_FILENO, Array(text.utf8))
    unsafe kl_refresh(editor)
  }
}
