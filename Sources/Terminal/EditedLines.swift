import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lines edited on an interactive terminal, by libedit.
///
/// Only one at a time, and on one thread: libedit and the terminal know no better. It is safe in
/// that the editor, its history and the prompt live as long as the object and are private to it.
@safe package final class EditedLines: Conversation {
  /// The editor of libedit.
  let editor: OpaquePointer

  /// The history of libedit, which only knows what this session recalls.
  private let recalled: OpaquePointer

  /// The history that outlives the session.
  private var history: HistoryFile

  /// The prompt, for which libedit asks at every redraw and of which it keeps no copy.
  private(set) var promptText: UnsafeMutableBufferPointer<wchar_t>

  /// The prompt at the right, kept as the other.
  private(set) var rightPromptText: UnsafeMutableBufferPointer<wchar_t>

  /// The columns of the prompt at the right.
  private(set) var rightPromptWidth = 0

  /// The width and height for which the line was last drawn.
  private(set) var columns, rows: Int32

  /// The first row that is seen of a line that has more rows than the terminal; `nil` where libedit
  /// draws.
  var windowStart: Int?

  /// The rows that libedit takes the terminal to have while it does not draw.
  var roomyRows = 1_000

  /// The characters of the terminal.
  var input = TerminalInput()

  /// What was pasted and is not yet in the line.
  var pasted = PastedText()

  /// Whether what comes is pasted text, in which Escape begins no key.
  var isPasting = false

  /// What comes from elsewhere.
  package var notes: Notes?

  /// What helps while the line is typed.
  package var assistant = LineAssistant()

  /// How the terminal wants to be drawn on.
  let presentation: Presentation

  /// What is drawn over the line while a key is awaited.
  var overlay: LineOverlay?

  /// The line that it was drawn over.
  var overlaidLine = ""

  /// Whether its continuation was taken away again.
  var isErased = true

  /// The choices that Tab goes through.
  var cycle: ChoiceCycle?

  /// Whether the line goes on with one entered before.
  private(set) var isContinuation = false

  /// How many lines back the one is that Up and Down have brought, as far as that is known.
  private var recallDepth = 0

  /// Whether ^C ended the line.
  var wasInterrupted = false

  /// Begins to edit on the standard streams; nil when the terminal cannot be set up.
  ///
  /// `program` is the name that users write before their bindings in `~/.editrc`.
  package init?(
    program: String, historyPath: String? = nil, presentation: Presentation = .init(.init())
  ) {
    // Before the editor, which looks at the character set when it lays out its keys.
    WideText.useUTF8()
    TerminalRescue.armForEditing()
    guard let editor = unsafe kl_open(program) else { return nil }
    guard let recalled = unsafe history_winit() else {
      unsafe el_end(editor)
      return nil
    }
    unsafe self.editor = editor
    unsafe self.recalled = recalled
    unsafe promptText = .allocate(capacity: 0)
    unsafe rightPromptText = .allocate(capacity: 0)
    self.presentation = presentation
    columns = kl_columns(STDOUT_FILENO)
    rows = kl_rows(STDOUT_FILENO)
    history = HistoryFile(path: historyPath)
    setUp()
  }

  /// Gives the terminal back.
  deinit {
    // With editing off `el_end` leaves the terminal alone; it would throw away what is typed ahead.
    unsafe kl_edit_off(editor)
    unsafe el_end(editor)
    TerminalRescue.restore()
    unsafe history_wend(recalled)
    unsafe promptText.deallocate()
    unsafe rightPromptText.deallocate()
  }

  /// Reads a line as the reader edits it, or the next line of what was pasted.
  package func next(_ prompt: Prompt) -> LineInput {
    if takeSize() { adoptSize() }
    showNotes()
    show(prompt)
    wasInterrupted = false
    isContinuation = prompt.continuation
    recallDepth = 0
    cycle = nil
    // The rest of a paste goes in by the key that began it.
    if !pasted.isEmpty { unsafe el_push(editor, String(EditorKeys.pasteKey)) }
    _ = Terminal.writeAll(STDOUT_FILENO, TerminalRescue.pasteOn)
    // Before the prompt is seen: libedit would do it after, and a ^C in between would be a signal.
    unsafe kl_set_raw(editor, 1)
    var count: Int32 = 0
    let line = unsafe el_wgets(editor, &count)
    _ = Terminal.writeAll(STDOUT_FILENO, TerminalRescue.pasteOff)
    if let line = unsafe line, windowStart != nil {
      // What ends the line is no part of it.
      let entered = unsafe UnsafeBufferPointer(start: line, count: max(0, Int(count) - 1))
      finishWindow(unsafe entered.map(WideText.scalar))
    }
    if wasInterrupted { return .interrupted }
    guard let line = unsafe line, count > 0 else {
      _ = Terminal.writeAll(STDOUT_FILENO, [0x0A])
      return .end
    }
    var bytes = unsafe WideText.decode(UnsafeBufferPointer(start: line, count: Int(count)))
    if bytes.last == 0x0A { bytes.removeLast() }
    return .line(bytes)
  }

  /// Adds an entry to what can be recalled; one that holds secrets stays out of the history file.
  package func remember(_ line: String, isSecret: Bool) {
    guard isSecret || history.remember(line) else { return }
    _ = unsafe kl_enter_history(recalled, WideText.encode(line.unicodeScalars))
  }

  /// Goes back through the lines to recall, or forth; whether there is anything that way.
  func recall(_ steps: Int) -> Bool {
    if steps < 0, recallDepth == 0 { return false }
    recallDepth = min(recallDepth + steps, history.entries.lines.count)
    return true
  }

  /// The lines to recall, the oldest first.
  package var remembered: [String] { history.entries.lines }

  /// Forgets pasted lines that were not entered yet, for when one of them went wrong.
  package func dropPaste() {
    pasted = PastedText()
  }
}

extension EditedLines {
  /// The object behind an editor, for the functions that libedit calls.
  static func owner(of editor: OpaquePointer?) -> EditedLines? {
    guard let editor = unsafe editor, let owner = unsafe kl_owner(editor) else { return nil }
    return unsafe Unmanaged<EditedLines>.fromOpaque(owner).takeUnretainedValue()
  }

  /// Teaches the editor its keys, history, prompt and input.
  private func setUp() {
    unsafe kl_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    unsafe kl_use_history(editor, recalled, Int32(HistoryEntries.limit))
    for line in history.entries.lines {
      _ = unsafe kl_enter_history(recalled, WideText.encode(line.unicodeScalars))
    }
    unsafe kl_set_prompter(editor) { editor in
      unsafe EditedLines.owner(of: editor)?.promptText.baseAddress
    }
    unsafe kl_set_right_prompter(editor) { editor in
      unsafe EditedLines.owner(of: editor)?.rightPromptText.baseAddress
    }
    unsafe kl_set_reader(editor) { editor, character in
      guard let next = unsafe EditedLines.owner(of: editor)?.nextCharacter() else { return 0 }
      unsafe character?.pointee = wchar_t(next.value)
      return 1
    }
    unsafe EditorKeys.bind(editor)
  }

  /// Puts the prompt where libedit will ask for it.
  private func show(_ prompt: Prompt) {
    let text = WideText.encode(prompt.text.unicodeScalars)
    unsafe promptText.deallocate()
    unsafe promptText = .allocate(capacity: text.count)
    _ = unsafe promptText.initialize(from: text)
    showRight(prompt.right)
  }

  /// Puts the prompt at the right where libedit will ask for it; nothing where it has no room.
  private func showRight(_ text: String) {
    let shown = columns >= 60 && presentation.showsRightPrompt ? text : ""
    rightPromptWidth = WideText.width(shown)
    let encoded = WideText.encode(shown.unicodeScalars)
    unsafe rightPromptText.deallocate()
    unsafe rightPromptText = .allocate(capacity: encoded.count)
    _ = unsafe rightPromptText.initialize(from: encoded)
  }
}

extension EditedLines {
  /// Waits for a character, keeping the drawing right across stops and resizes.
  func nextCharacter() -> Unicode.Scalar? {
    while true {
      drawWindow()
      drawOverlay()
      // Where the line fills the terminal, or is pasted, there is no place for them.
      let next = input.next(orAny: windowStart == nil && !isPasting ? notes : nil)
      eraseOverlay()
      switch next {
      case .character(let character):
        followResize()
        guard character == "\u{1B}", !isPasting, unsafe kl_uses_emacs(editor) == 0 else {
          return character
        }
        if let key = viKey() { return key }
      case .resumed:
        goOnAfterStop()
        unsafe kl_refresh(editor)
      case .noted:
        eraseLine()
        showNotes()
        if let prompt = assistant.prompt() { show(prompt) }
        unsafe kl_refresh(editor)
      case .end: return nil
      }
    }
  }

  /// Makes the terminal ready again after a stop.
  func goOnAfterStop() {
    // Off and on again: the shell changed the settings behind libedit's back.
    unsafe kl_set_raw(editor, 0)
    unsafe kl_set_raw(editor, 1)
    _ = Terminal.writeAll(STDOUT_FILENO, TerminalRescue.pasteOn)
  }

  /// Escape in one of vi's modes, or the key that begins with it; `nil` for one without a meaning.
  private func viKey() -> Unicode.Scalar? {
    input.restOfKey().map(EditorKeys.viKey) ?? "\u{1B}"
  }

  /// Stops the program as ^Z does, with the terminal as the shell expects it.
  func stop() {
    unsafe kl_set_raw(editor, 0)
    _ = Terminal.writeAll(STDOUT_FILENO, TerminalRescue.pasteOff)
    // The whole group, as the terminal would: whoever started us may wait for us to stop.
    kill(0, SIGTSTP)
    TerminalRescue.noteResumed()
  }

  /// Redraws the line when the terminal changed its width since the last key.
  ///
  /// libedit would draw where the cursor happens to be. We go up to where the line began first, and
  /// rather too little than too much: a stale row is better than output lost.
  private func followResize() {
    let before = Int(columns)
    guard takeSize() else { return }
    guard windowStart == nil else { return adoptSize() }
    let drawn = unsafe Array(promptText.dropLast()) + charactersBeforeCursor
    let rows = min(
      WideText.rows(drawn, columns: before), WideText.rows(drawn, columns: Int(columns)))
    let up = rows > 0 ? "\u{1B}[\(rows)A" : ""
    _ = Terminal.writeAll(STDOUT_FILENO, Array("\r\(up)\u{1B}[J".utf8))
    adoptSize()
    unsafe kl_refresh(editor)
  }

  /// Looks at the size of the terminal; whether it is another than before.
  func takeSize() -> Bool {
    let now = (kl_columns(STDOUT_FILENO), kl_rows(STDOUT_FILENO))
    if now == (columns, rows) || now.0 == 0 { return false }
    (columns, rows) = now
    return true
  }

  /// The line as far as the cursor.
  var charactersBeforeCursor: [wchar_t] {
    typed.characters.prefix(typed.cursor).map { wchar_t($0.value) }
  }
}
