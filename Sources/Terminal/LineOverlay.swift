import CEditline

/// What is drawn over a line of libedit's: its characters in colours, a grey continuation after.
///
/// Both leave libedit's own picture of the screen true.
struct LineOverlay: Equatable {
  /// Draws, and leaves the cursor where it was.
  let draw: String
  /// Takes the continuation away, and leaves the cursor where it was.
  let erase: String
  /// The continuation as far as there was room for it to be seen.
  let shownHint: String

  /// What is known of the screen.
  struct Scene {
    /// The width of the prompt, and of the one at the right.
    var promptWidth, rightPromptWidth: Int
    /// The characters of the line.
    var line: [Unicode.Scalar]
    /// The character that the cursor is on.
    var cursor: Int
    /// The columns of the terminal.
    var columns: Int
  }

  /// Lays an overlay out; `nil` for a line that libedit does not draw letter by letter.
  init?(_ scene: Scene, styles: [(range: Range<Int>, style: LineStyle)], hint: String) {
    let columns = scene.columns
    guard columns > 1, scene.line.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      return nil
    }
    let start = Place(row: scene.promptWidth / columns, column: scene.promptWidth % columns)
    let cursor = start.after(scene.line[..<scene.cursor], columns: columns)
    let end = cursor.after(scene.line[scene.cursor...], columns: columns)
    var free = columns - end.column - 1
    let besides = columns - end.column - scene.rightPromptWidth
    if end.row == 0, scene.rightPromptWidth > 0, besides > 1 { free = besides - 2 }
    // A continuation that could steer the terminal is none to show.
    let isAtEnd = scene.cursor == scene.line.count && VisibleText.of(hint) == hint
    let shown = isAtEnd ? WideText.fitted(hint, max(0, free), sign: "") : ""
    let up = cursor.row > start.row ? "\u{1B}[\(cursor.row - start.row)A" : ""
    let right = start.column > 0 ? "\u{1B}[\(start.column)C" : ""
    let text = LineOverlay.coloured(scene.line, styles)
    draw =
      "\u{1B}7\(up)\r\(right)\(text)" + (shown.isEmpty ? "" : "\u{1B}[2m\(shown)\u{1B}[0m")
      + "\u{1B}8"
    let blanks = String(repeating: " ", count: WideText.width(shown))
    erase = shown.isEmpty ? "" : "\u{1B}7\(blanks)\u{1B}8"
    shownHint = shown.isEmpty ? "" : hint
  }

  /// A place of the screen, from where the prompt begins.
  private struct Place {
    var row, column: Int

    /// The place behind characters that are written here.
    func after(_ characters: some Sequence<Unicode.Scalar>, columns: Int) -> Place {
      var place = self
      for character in characters {
        let width = WideText.width(character)
        if place.column + width > columns { place = Place(row: place.row + 1, column: 0) }
        place.column += width
        if place.column >= columns { place = Place(row: place.row + 1, column: 0) }
      }
      return place
    }
  }

  private static func coloured(
    _ line: [Unicode.Scalar], _ styles: [(range: Range<Int>, style: LineStyle)]
  ) -> String {
    var text = String.UnicodeScalarView()
    var offset = 0
    var present: LineStyle?
    var rest = styles[...]
    for character in line {
      while let first = rest.first, first.range.upperBound <= offset { rest.removeFirst() }
      let style = rest.first.flatMap { $0.range.contains(offset) ? $0.style : nil }
      if style != present {
        text.append(
          contentsOf: "\u{1B}[0\(style.map { ";" + $0.parameters } ?? "")m".unicodeScalars)
        present = style
      }
      text.append(character)
      offset += UTF8.width(character)
    }
    if present != nil { text.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return String(text)
  }
}
