import Sessions
import Terminal
import Text

extension ShownResult {
  /// The picture and the output as somebody at a terminal reads them; the next prompt starts a line
  /// of its own.
  func text(in voice: Voice, columns: Int) -> String {
    let picture = VisibleText.of(Array(picture.utf8), keepingColours: true)
    var text = VisibleText.of(output, keepingColours: isColoured)
    if isProse { text = text.wrapped(columns) }
    let shown = voice.dressed(picture + text)
    return shown.isEmpty || shown.utf8.last == 10 ? shown : shown + "\n"
  }
}

extension String {
  /// The program's own words as somebody at a terminal reads them.
  func explained(in voice: Voice, columns: Int) -> String {
    voice.dressed(VisibleText.of(self).explanationsWrapped(columns))
  }
}

extension Prompt {
  /// Asks for a line of a session.
  init(_ place: PromptPlace) { self.init(place.left, right: place.right) }
}

extension ResultStyle {
  /// How results look on the terminal; its width may be another at each line.
  init(_ presentation: Presentation) {
    self.init(
      drawing: presentation.usesWords
        ? nil
        : Drawing.Style(
          columns: Terminal.width, isUnicode: presentation.isUnicode,
          usesColours: presentation.usesColours), usesColours: presentation.usesColours)
  }
}

extension Presentation {
  /// A sign for a call that worked and that AWS answers with nothing.
  var doneSign: String { usesWords ? "  done\n" : isUnicode ? "  ✓\n" : "  ok\n" }
}
