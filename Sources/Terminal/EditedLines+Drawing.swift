import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension EditedLines {
  /// What is typed so far, and the character that the cursor is on.
  var typed: (characters: [Unicode.Scalar], cursor: Int) {
    guard let line = unsafe el_wline(editor) else { return ([], 0) }
    let count = unsafe line.pointee.lastchar - line.pointee.buffer
    let cursor = unsafe line.pointee.cursor - line.pointee.buffer
    let characters = unsafe UnsafeBufferPointer(start: line.pointee.buffer, count: count)
    return (unsafe characters.map(WideText.scalar), cursor)
  }

  /// The text of characters.
  static func text(_ characters: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: characters)
    return String(view)
  }

  /// Draws colours and the continuation over the line; not while more keys are waiting.
  func drawOverlay() {
    // A key may be several characters: what is shown before the first holds until the last.
    guard presentation.usesColours, windowStart == nil, !isPasting, !input.isReady else { return }
    let (characters, cursor) = typed
    let line = EditedLines.text(characters)
    overlaidLine = line
    let scene = LineOverlay.Scene(
      promptWidth: unsafe WideText.width(
        EditedLines.text(promptText.dropLast().map(WideText.scalar))),
      rightPromptWidth: rightPromptWidth, line: characters, cursor: cursor, columns: Int(columns))
    let isAtEnd = cursor == characters.count
    overlay = LineOverlay(
      scene, styles: assistant.styles(line),
      hint: presentation.showsHints && isAtEnd ? assistant.hint(line) : "")
    isErased = false
    if let overlay { _ = Terminal.writeAll(STDOUT_FILENO, Array(overlay.draw.utf8)) }
  }

  /// Writes what came from elsewhere, at the beginning of a row.
  func showNotes() {
    let text = notes?.take().map { $0 + "\r\n" }.joined() ?? ""
    guard !text.isEmpty else { return }
    let shown = presentation.usesColours ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    _ = Terminal.writeAll(STDOUT_FILENO, Array(shown.utf8))
  }

  /// Takes the continuation off the screen; what it was stays known for the key that came.
  func eraseOverlay() {
    guard let erase = overlay?.erase, !erase.isEmpty, !isErased else { return }
    isErased = true
    _ = Terminal.writeAll(STDOUT_FILENO, Array(erase.utf8))
  }

  /// Moves the cursor on, or at the end takes the continuation that is shown.
  func goForward(_ count: Int) -> UInt8 {
    let (characters, cursor) = typed
    let rest = characters.count - cursor
    if rest > 0 {
      unsafe el_cursor(editor, Int32(min(count, rest)))
      return UInt8(CC_CURSOR)
    }
    let isShown = overlaidLine == EditedLines.text(characters)
    guard isShown, let hint = overlay?.shownHint, !hint.isEmpty else {
      return UInt8(count == 1 ? CC_REFRESH_BEEP : CC_NORM)
    }
    return insert(hint) ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
  }

  /// Puts text into the line at the cursor; false when libedit has no memory for it.
  func insert(_ text: String) -> Bool {
    unsafe text.isEmpty || el_winsertstr(editor, WideText.encode(text.unicodeScalars)) >= 0
  }
}
