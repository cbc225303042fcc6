import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The keys of the editor, and what those do that libedit has no function for.
enum EditorKeys {
  /// What a terminal sends before pasted text.
  static let pasteStart = "\u{1B}[200~"

  /// What a terminal sends after pasted text.
  private static let pasteEnd = Array("\u{1B}[201~".unicodeScalars)

  /// Keys that no keyboard has, for what our functions leave to libedit's.
  private static let upKeys = (sent: "\u{1B}[9001~", bound: "\\e[9001~")
  private static let downKeys = (sent: "\u{1B}[9002~", bound: "\\e[9002~")
  private static let searchKeys = (sent: "\u{1B}[9003~", bound: "\\e[9003~")

  /// Keys that libedit itself leaves unbound, or bound to what other shells do not do.
  private static let comforts = [
    ("^R", "kmslab-search"),
    ("^S", "em-inc-search-next"),
    ("^W", "ed-delete-prev-word"),
    ("^P", "kmslab-up"),
    ("^N", "kmslab-down"),
    ("\\e[A", "kmslab-up"),
    ("\\eOA", "kmslab-up"),
    ("\\e[B", "kmslab-down"),
    ("\\eOB", "kmslab-down"),
    (upKeys.bound, "ed-prev-history"),
    (downKeys.bound, "ed-next-history"),
    (searchKeys.bound, "em-inc-search-prev"),
    ("^E", "kmslab-line-end"),
    ("^F", "kmslab-forward"),
    ("\\e[H", "ed-move-to-beg"),
    ("\\e[1~", "ed-move-to-beg"),
    ("\\e[7~", "ed-move-to-beg"),
    ("\\eOH", "ed-move-to-beg"),
    ("\\e[F", "kmslab-line-end"),
    ("\\e[4~", "kmslab-line-end"),
    ("\\e[8~", "kmslab-line-end"),
    ("\\eOF", "kmslab-line-end"),
    ("\\e[C", "kmslab-forward"),
    ("\\eOC", "kmslab-forward"),
    ("\\e[Z", "kmslab-tab-back"),
    ("\\e[3~", "ed-delete-next-char"),
    ("\\e[2~", "ed-quoted-insert"),
    ("\\e[1;5C", "em-next-word"),
    ("\\e[1;5D", "ed-prev-word"),
    ("\\e[5C", "em-next-word"),
    ("\\e[5D", "ed-prev-word"),
    ("\\e\\e[C", "em-next-word"),
    ("\\e\\e[D", "ed-prev-word"),
  ]

  /// Keys that work whatever `~/.editrc` says.
  private static let essentials = [
    ("^C", "kmslab-drop"), ("^D", "kmslab-end"), ("^I", "kmslab-tab"), ("^Z", "kmslab-stop"),
    ("^J", "ed-newline"), ("^M", "ed-newline"),
  ]

  /// What the keys of a keyboard that send more than one character are in vi's modes, where Escape
  /// itself is a key: characters of the C1 set, which no keyboard sends.
  private static let viKeys:
    [(sent: [String], bound: String, stands: Unicode.Scalar, name: String)] =
      [
        (["[A", "OA"], "\\201", "\u{81}", "ed-prev-history"),
        (["[B", "OB"], "\\202", "\u{82}", "ed-next-history"),
        (["[C", "OC"], "\\203", "\u{83}", "kmslab-forward"),
        (["[D", "OD"], "\\204", "\u{84}", "ed-prev-char"),
        (["[H", "OH", "[1~", "[7~"], "\\205", "\u{85}", "ed-move-to-beg"),
        (["[F", "OF", "[4~", "[8~"], "\\206", "\u{86}", "kmslab-line-end"),
        (["[3~"], "\\207", "\u{87}", "ed-delete-next-char"),
        (["[Z"], "\\210", "\u{88}", "kmslab-tab-back"),
        (["[200~"], "\\211", "\u{89}", "kmslab-paste"),
      ]

  /// The key before pasted text, as the editor's mode has it.
  static func pasteKey(_ editor: OpaquePointer) -> String {
    unsafe kl_uses_emacs(editor) == 0 ? "\u{89}" : pasteStart
  }

  /// The character that stands for what a key sent behind Escape; `nil` for an unknown key.
  static func viKey(_ sent: String) -> Unicode.Scalar? {
    viKeys.first { $0.sent.contains(sent) }?.stands
  }

  /// Binds the keys, with the user's own wishes between the comforts and the essentials.
  static func bind(_ editor: OpaquePointer) {
    unsafe kl_use_emacs(editor)
    unsafe addFunctions(editor)
    for (keys, name) in comforts { unsafe kl_bind(editor, keys, name) }
    unsafe el_source(editor, nil)
    for (keys, name) in essentials {
      unsafe kl_bind(editor, keys, name)
      unsafe kl_bind_alternate(editor, keys, name)
    }
    if unsafe kl_uses_emacs(editor) == 0 {
      for key in viKeys {
        unsafe kl_bind(editor, key.bound, key.name)
        unsafe kl_bind_alternate(editor, key.bound, key.name)
      }
      // Keys of one character, which the insert mode of vi leaves free.
      unsafe kl_bind(editor, "^E", "kmslab-line-end")
      unsafe kl_bind(editor, "^F", "kmslab-forward")
      unsafe kl_bind(editor, "^L", "ed-clear-screen")
      unsafe kl_bind(editor, "^R", "em-inc-search-prev")
    } else {
      unsafe kl_bind(editor, "\\e[200~", "kmslab-paste")
    }
    unsafe kl_signals_are_keys(editor)
    unsafe kl_frees_flow_control(editor)
  }

  /// Gives libedit our functions under the names they are bound by.
  private static func addFunctions(_ editor: OpaquePointer) {
    unsafe kl_add_key(editor, "kmslab-drop") { editor, _ in unsafe EditorKeys.drop(editor) }
    unsafe kl_add_key(editor, "kmslab-end") { editor, _ in unsafe EditorKeys.end(editor) }
    unsafe kl_add_key(editor, "kmslab-paste") { editor, _ in unsafe EditorKeys.paste(editor) }
    unsafe kl_add_key(editor, "kmslab-up") { editor, _ in
      unsafe EditorKeys.recall(editor, 1, EditorKeys.upKeys.sent)
    }
    unsafe kl_add_key(editor, "kmslab-down") { editor, _ in
      unsafe EditorKeys.recall(editor, -1, EditorKeys.downKeys.sent)
    }
    unsafe kl_add_key(editor, "kmslab-search") { editor, _ in
      unsafe EditorKeys.recall(editor, Int.max, EditorKeys.searchKeys.sent)
    }
    unsafe kl_add_key(editor, "kmslab-stop") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.stop()
      return UInt8(CC_NORM)
    }
    unsafe kl_add_key(editor, "kmslab-tab") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.choose(1) ?? UInt8(CC_ERROR)
    }
    unsafe kl_add_key(editor, "kmslab-tab-back") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.choose(-1) ?? UInt8(CC_ERROR)
    }
    unsafe kl_add_key(editor, "kmslab-forward") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.goForward(1) ?? UInt8(CC_ERROR)
    }
    unsafe kl_add_key(editor, "kmslab-line-end") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.goForward(Int.max) ?? UInt8(CC_ERROR)
    }
  }
}

extension EditorKeys {
  /// ^C: leaves the line on the screen, marked, and starts another.
  private static func drop(_ editor: OpaquePointer?) -> UInt8 {
    guard let editor = unsafe editor, let owner = unsafe EditedLines.owner(of: editor) else {
      return UInt8(CC_ERROR)
    }
    owner.wasInterrupted = true
    unsafe moveToEnd(editor)
    // Drawn as a part of the line, which also puts it right where the line wraps.
    unsafe el_insertstr(editor, "^C")
    return unsafe enter(editor)
  }

  /// Up, Down and ^R, by libedit's own functions; below the newest line Down leaves what is typed,
  /// which libedit would forget.
  private static func recall(_ editor: OpaquePointer?, _ steps: Int, _ keys: String) -> UInt8 {
    guard let editor = unsafe editor, let owner = unsafe EditedLines.owner(of: editor),
      owner.recall(steps)
    else { return UInt8(CC_ERROR) }
    unsafe el_push(editor, keys)
    return UInt8(CC_NORM)
  }

  /// ^D: ends the input on an empty line and otherwise deletes the character at the cursor.
  private static func end(_ editor: OpaquePointer?) -> UInt8 {
    guard let editor = unsafe editor, let line = unsafe el_wline(editor)?.pointee else {
      return UInt8(CC_EOF)
    }
    if unsafe line.lastchar == line.buffer { return UInt8(CC_EOF) }
    if unsafe line.cursor == line.lastchar { return UInt8(CC_REFRESH_BEEP) }
    unsafe el_cursor(editor, 1)
    unsafe el_deletestr(editor, 1)
    return UInt8(CC_REFRESH)
  }

  /// Puts pasted text into the line as far as its first line goes, which is then entered.
  private static func paste(_ editor: OpaquePointer?) -> UInt8 {
    guard let editor = unsafe editor, let owner = unsafe EditedLines.owner(of: editor) else {
      return UInt8(CC_ERROR)
    }
    if owner.pasted.isEmpty { owner.pasted.append(readPaste(owner)) }
    let piece = owner.pasted.takePiece(isContinuation: owner.isContinuation)
    let text = WideText.encode(piece.text)
    // -1 for no text, and when libedit has no memory for it.
    if unsafe !piece.text.isEmpty && el_winsertstr(editor, text) < 0 {
      return UInt8(CC_REFRESH_BEEP)
    }
    if !piece.endsLine { return UInt8(CC_REFRESH) }
    unsafe moveToEnd(editor)
    return unsafe enter(editor)
  }

  /// Reads what the terminal sends up to its mark for the end.
  private static func readPaste(_ owner: EditedLines) -> [Unicode.Scalar] {
    var text: [Unicode.Scalar] = []
    owner.isPasting = true
    defer { owner.isPasting = false }
    while let character = owner.nextCharacter() {
      // Without this, a lost mark would swallow all that is typed from here on.
      if character == "\u{03}" { return [] }
      text.append(character)
      if character == "~" && text.suffix(pasteEnd.count).elementsEqual(pasteEnd) {
        return text.dropLast(pasteEnd.count)
      }
    }
    return text
  }

  /// Draws the line and enters it: CC_NEWLINE alone would leave the changes undrawn.
  private static func enter(_ editor: OpaquePointer) -> UInt8 {
    unsafe el_push(editor, "\n")
    return UInt8(CC_REFRESH)
  }

  /// Moves the cursor behind the line.
  private static func moveToEnd(_ editor: OpaquePointer) {
    guard let line = unsafe el_wline(editor)?.pointee else { return }
    unsafe el_cursor(editor, Int32(line.lastchar - line.cursor))
  }
}
