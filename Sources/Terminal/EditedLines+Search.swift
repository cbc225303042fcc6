import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a key does in a search.
enum SearchKey: Equatable {
  /// More text to seek for.
  case text(String)
  /// One character less, or none at all.
  case shorten, clear
  /// To an older line, or a newer one.
  case older, newer
  /// The line is taken and run.
  case enter
  /// The line is taken, to be edited; what the key does there follows.
  case take(then: Unicode.Scalar?)
  /// The line is as it was.
  case cancel
  /// The program stops until the shell lets it go on.
  case stop
  /// A key without a meaning here.
  case nothing

  /// A key of one character.
  init(_ character: Unicode.Scalar) {
    switch character {
    case "\u{12}", "\u{10}": self = .older
    case "\u{13}", "\u{0E}": self = .newer
    case "\u{7F}", "\u{08}": self = .shorten
    case "\u{15}", "\u{17}": self = .clear
    case "\r", "\n": self = .enter
    case "\t": self = .take(then: nil)
    case "\u{03}", "\u{07}": self = .cancel
    case "\u{1A}": self = .stop
    // At the end of a line these would do nothing, or end the program.
    case "\u{04}", "\u{05}", "\u{06}": self = .take(then: nil)
    case "\u{00}"..<" ": self = .take(then: character)
    default: self = .text(String(Character(character)))
    }
  }

  /// A key of a keyboard, by what it sends behind Escape.
  init(behindEscape sent: String) {
    switch sent {
    case "[A", "OA": self = .older
    case "[B", "OB": self = .newer
    case "[D", "OD": self = .take(then: "\u{02}")
    case "[H", "OH", "[1~", "[7~": self = .take(then: "\u{01}")
    case "[C", "OC", "[F", "OF", "[4~", "[8~": self = .take(then: nil)
    default: self = .nothing
    }
  }
}

extension EditedLines {
  /// ^R: lists earlier lines below each other, fewer with each letter, in place of the line.
  ///
  /// libedit's own search knows no arrow keys, and draws what it finds where a tall line leaves no
  /// room for it. This one draws rows that never wrap, and has libedit draw the line again after.
  func search() -> UInt8 {
    var search = HistorySearch(remembered)
    var height = 0
    eraseLine()
    while true {
      height = draw(search, over: height)
      switch nextSearchKey() {
      case .text(let text): search.append(text)
      case .shorten: search.shorten()
      case .clear: search.clear()
      case .older: if !search.move(1) { beep() }
      case .newer: if !search.move(-1) { beep() }
      case .stop:
        stop()
        // What the shell has written since stays.
        height = 0
      case .nothing: break
      case .cancel: return leaveSearch(height, with: nil)
      case .enter:
        guard let line = search.line else {
          beep()
          continue
        }
        _ = leaveSearch(height, with: line)
        unsafe el_push(editor, "\n")
        return UInt8(CC_REFRESH)
      case .take(let key):
        guard let line = search.line else { return leaveSearch(height, with: nil) }
        let answer = leaveSearch(height, with: line)
        if let key { unsafe el_push(editor, String(Character(key))) }
        return answer
      }
    }
  }

  /// Waits for a key; one that begins with Escape is read to its end.
  private func nextSearchKey() -> SearchKey {
    switch input.next() {
    case .end: return .cancel
    case .resumed:
      goOnAfterStop()
      return .nothing
    case .noted: return .nothing
    case .character("\u{1B}"):
      guard let sent = input.restOfKey() else { return .cancel }
      guard sent == "[200~" else { return SearchKey(behindEscape: sent) }
      let text = EditedLines.text(EditorKeys.readPaste(self))
      return .text(String(text.prefix { !$0.isNewline }))
    case .character(let character): return SearchKey(character)
    }
  }

  /// Takes the line off the screen, and leaves the cursor where its prompt began.
  func eraseLine() {
    guard windowStart == nil else {
      _ = Terminal.writeAll(STDOUT_FILENO, Array("\u{1B}[H\u{1B}[J".utf8))
      return
    }
    let drawn = unsafe Array(promptText.dropLast()) + charactersBeforeCursor
    _ = Terminal.writeAll(
      STDOUT_FILENO, Array(upwards(WideText.rows(drawn, columns: Int(columns))).utf8))
  }

  /// Draws the search over what was drawn of it before; how many rows it takes.
  private func draw(_ search: HistorySearch, over height: Int) -> Int {
    let rows = search.rows(
      columns: Int(kl_columns(STDOUT_FILENO)), rows: Int(kl_rows(STDOUT_FILENO)),
      isUnicode: presentation.isUnicode)
    let text = rows.map { row in
      row.isChosen && presentation.usesColours ? "\u{1B}[1m\(row.text)\u{1B}[0m" : row.text
    }
    _ = Terminal.writeAll(
      STDOUT_FILENO, Array((upwards(height - 1) + text.joined(separator: "\r\n")).utf8))
    return rows.count
  }

  /// Puts the line that was found, if any, in place of what is typed, and has it drawn.
  private func leaveSearch(_ height: Int, with line: String?) -> UInt8 {
    _ = Terminal.writeAll(STDOUT_FILENO, Array(upwards(height - 1).utf8))
    if let line { replaceLine(by: line) }
    if takeSize() { adoptSize() }
    unsafe kl_refresh(editor)
    return UInt8(CC_NORM)
  }

  /// What moves the cursor to the start of a row so many above, and clears all from there.
  private func upwards(_ rows: Int) -> String {
    "\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J"
  }

  private func replaceLine(by line: String) {
    let (characters, cursor) = typed
    unsafe el_cursor(editor, Int32(characters.count - cursor))
    if !characters.isEmpty { unsafe el_deletestr(editor, Int32(characters.count)) }
    if !insert(line) { beep() }
  }

  private func beep() { _ = Terminal.writeAll(STDOUT_FILENO, [0x07]) }
}
