import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension EditedLines {
  /// Draws the line itself where it has more rows than the terminal, which then shows those around
  /// the cursor.
  ///
  /// libedit leaves out the first rows of such a line, loses the cursor, and may even crash. So it
  /// takes the terminal for one that is high enough, and draws into nothing for as long.
  func drawWindow() {
    let height = Int(kl_rows(STDOUT_FILENO))
    let (characters, cursor) = typed
    guard !isPasting, windowStart == nil ? mayBeTall(characters, height) : !canWait(characters)
    else { return }
    let window = LineWindow(
      prompt: promptCharacters, line: characters, cursor: cursor, columns: Int(columns))
    guard window.rows.count > height || columns < 2 else { return leaveWindow() }
    let seen = window.seen(height: height, from: windowStart ?? 0)
    let isRoomy = windowStart != nil && window.rows.count * 2 < roomyRows
    windowStart = seen.lowerBound
    if !isRoomy {
      roomyRows = max(roomyRows, window.rows.count * 4)
      adoptSize()
    }
    guard !input.isReady else { return }
    // Each row is cleared first: behind a full one the cursor is on its last character still.
    let drawn = window.rows[seen].map { "\u{1B}[2K" + $0 }.joined(separator: "\r\n")
    let row = window.cursor.row - seen.lowerBound + 1
    let place = "\u{1B}[\(row);\(window.cursor.column + 1)H"
    _ = Terminal.writeAll(STDOUT_FILENO, Array("\u{1B}[H\(drawn)\(place)".utf8))
  }

  /// Whether characters could fill the terminal; of most lines that is seen at once.
  private func mayBeTall(_ characters: [Unicode.Scalar], _ height: Int) -> Bool {
    // A tab is the widest. Of a terminal of one column libedit thinks that it had 80.
    let most = (unsafe promptText.count + characters.count) * 8
    return height > 0
      && (columns < 2 || most > Int(columns) * (height - 1) || characters.contains("\n"))
  }

  /// Whether nothing needs to be drawn: more keys are there, and libedit has room for the line.
  private func canWait(_ characters: [Unicode.Scalar]) -> Bool {
    let breaks = characters.count { $0 == "\n" }
    let most = characters.count * 8 / max(1, Int(columns)) + breaks
    return input.isReady && most * 2 < roomyRows
  }

  /// Lets libedit draw again, from the top of the terminal, where there is room.
  private func leaveWindow() {
    guard windowStart != nil else { return }
    endWindow("")
    unsafe kl_refresh(editor)
  }

  /// Leaves an entered line as a whole on the terminal, as libedit would.
  func finishWindow(_ line: [Unicode.Scalar]) {
    guard windowStart != nil else { return }
    let whole = LineWindow(
      prompt: promptCharacters, line: line, cursor: line.count, columns: Int(columns))
    endWindow(whole.rows.joined(separator: "\r\n") + "\r\n")
  }

  private func endWindow(_ text: String) {
    windowStart = nil
    adoptSize()
    _ = Terminal.writeAll(STDOUT_FILENO, Array("\u{1B}[H\u{1B}[J\(text)".utf8))
  }

  /// Tells libedit the width of the terminal, which it asks of where it draws; it forgets what it
  /// has drawn.
  func adoptSize() {
    unsafe kl_set_output(editor, nil)
    unsafe el_resize(editor)
    guard windowStart != nil else { return }
    unsafe kl_set_output(editor, EditedLines.nowhere)
    unsafe kl_set_rows(editor, String(roomyRows))
  }

  private var promptCharacters: [Unicode.Scalar] {
    unsafe promptText.dropLast().map(WideText.scalar)
  }

  /// Where libedit draws while the line is drawn for it.
  private nonisolated(unsafe) static let nowhere = unsafe fopen("/dev/null", "we")
}
