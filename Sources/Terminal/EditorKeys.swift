import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The keys of the editor, and what those do that libedit has no function for.
enum EditorKeys {
  /// What a terminal sends after pasted text.
  private static let pasteEnd = Array("\u{1B}[201~".unicodeScalars)

  /// Keys that no keyboard sends, characters of the C1 set: for what our functions leave to
  /// libedit's, and for the rest of a paste.
  private static let ownKeys: [(key: Unicode.Scalar, name: String)] = [
    (pasteKey, "kmslab-paste"), (upKey, "ed-prev-history"), (downKey, "ed-next-history"),
  ]
  static let pasteKey: Unicode.Scalar = "\u{89}"
  private static let upKey: Unicode.Scalar = "\u{8A}"
  private static let downKey: Unicode.Scalar = "\u{8B}"

  /// Keys that libedit itself leaves unbound, or bound to what other shells do not do.
  private static let comforts = [
    ("^R", "kmslab-search"),
    ("^S", "kmslab-search"),
    ("^W", "ed-delete-prev-word"),
    ("^P", "kmslab-up"),
    ("^N", "kmslab-down"),
    ("\\e[A", "kmslab-up"),
    ("\\eOA", "kmslab-up"),
    ("\\e[B", "kmslab-down"),
    ("\\eOB", "kmslab-down"),
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

  /// What the keys of a keyboard that send more than one character do in vi's modes, where Escape
  /// itself is a key, and the characters that stand for them there.
  private static let viKeys: [(sent: [String], key: Unicode.Scalar, name: String)] = [
    (["[A", "OA"], "\u{81}", "kmslab-up"),
    (["[B", "OB"], "\u{82}", "kmslab-down"),
    (["[C", "OC"], "\u{83}", "kmslab-forward"),
    (["[D", "OD"], "\u{84}", "ed-prev-char"),
    (["[H", "OH", "[1~", "[7~"], "\u{85}", "ed-move-to-beg"),
    (["[F", "OF", "[4~", "[8~"], "\u{86}", "kmslab-line-end"),
    (["[3~"], "\u{87}", "ed-delete-next-char"),
    (["[Z"], "\u{88}", "kmslab-tab-back"),
    (["[200~"], pasteKey, "kmslab-paste"),
  ]

  /// The character that stands for what a key sent behind Escape; `nil` for an unknown key.
  static func viKey(_ sent: String) -> Unicode.Scalar? {
    viKeys.first { $0.sent.contains(sent) }?.key
  }

  /// Binds the keys, with the user's own wishes between the comforts and the essentials.
  static func bind(_ editor: OpaquePointer) {
    unsafe kl_use_emacs(editor)
    unsafe addFunctions(editor)
    for (keys, name) in comforts { unsafe kl_bind(editor, keys, name) }
    unsafe el_source(editor, nil)
    for (keys, name) in essentials { unsafe bindInAllModes(editor, keys, name) }
    for own in ownKeys { unsafe bindInAllModes(editor, octal(own.key), own.name) }
    if unsafe kl_uses_emacs(editor) == 0 {
      for vi in viKeys { unsafe bindInAllModes(editor, octal(vi.key), vi.name) }
      // Keys of one character, which the insert mode of vi leaves free.
      unsafe kl_bind(editor, "^E", "kmslab-line-end")
      unsafe kl_bind(editor, "^F", "kmslab-forward")
      unsafe kl_bind(editor, "^L", "ed-clear-screen")
      unsafe kl_bind(editor, "^R", "kmslab-search")
    } else {
      unsafe kl_bind(editor, "\\e[200~", "kmslab-paste")
    }
    unsafe kl_signals_are_keys(editor)
    unsafe kl_frees_flow_control(editor)
  }

  private static func bindInAllModes(_ editor: OpaquePointer, _ keys: String, _ name: String) {
    unsafe kl_bind(editor, keys, name)
    unsafe kl_bind_alternate(editor, keys, name)
  }

  /// A key as libedit's bindings write it: `\201`.
  private static func octal(_ key: Unicode.Scalar) -> String {
    "\\" + String(key.value, radix: 8)
  }

  /// Gives libedit our functions under the names they are bound by.
  private static func addFunctions(_ editor: OpaquePointer) {
    unsafe kl_add_key(editor, "kmslab-drop") { editor, _ in unsafe EditorKeys.drop(editor) }
    unsafe kl_add_key(editor, "kmslab-end") { editor, _ in unsafe EditorKeys.end(editor) }
    unsafe kl_add_key(editor, "kmslab-paste") { editor, _ in unsafe EditorKeys.paste(editor) }
    unsafe kl_add_key(editor, "kmslab-up") { editor, _ in
      unsafe EditorKeys.recall(editor, 1, EditorKeys.upKey)
    }
    unsafe kl_add_key(editor, "kmslab-down") { editor, _ in
      unsafe EditorKeys.recall(editor, -1, EditorKeys.downKey)
    }
    unsafe kl_add_key(editor, "kmslab-search") { editor, _ in
      unsafe EditedLines.owner(of: editor)?.search() ?? UInt8(CC_ERROR)
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

  /// Up and Down, by libedit's own functions; below the newest line Down leaves what is typed,
  /// which libedit would forget.
  private static func recall(
    _ editor: OpaquePointer?, _ steps: Int, _ key: Unicode.Scalar
  ) -> UInt8 {
    guard let editor = unsafe editor, let owner = unsafe EditedLines.owner(of: editor),
      owner.recall(steps)
    else { return UInt8(CC_ERROR) }
    unsafe el_push(editor, String(key))
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
  static func readPaste(_ owner: EditedLines) -> [Unicode.Scalar] {
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
