/// Pasted text on its way to the editor, which takes it line by line as if it were typed.
struct PastedText {
  /// What nobody took yet.
  private var characters: ArraySlice<Unicode.Scalar> = []

  /// Whether lines of the text begin with a shell's prompt, so that those without are output.
  private var hasPrompts = false

  /// Whether the next piece begins a line of the text.
  private var isAtLineStart = true

  /// A piece of the text.
  struct Piece: Equatable {
    /// The characters to insert.
    var text: [Unicode.Scalar]

    /// Whether the line ends after them.
    var endsLine: Bool
  }

  /// Whether nothing is left to take.
  var isEmpty: Bool { characters.isEmpty }

  /// Adds what was pasted, without control characters other than tabs and the ends of lines.
  ///
  /// Terminals send the end of a line as CR, LF or both. Any other control character is something
  /// that nobody meant to type, and would garble the screen.
  mutating func append(_ pasted: [Unicode.Scalar]) {
    // What was pasted before says nothing about this.
    if isEmpty { self = PastedText() }
    var previous: Unicode.Scalar = " "
    for character in pasted {
      defer { previous = character }
      switch character {
      case "\r": characters.append("\n")
      case "\n": if previous != "\r" { characters.append("\n") }
      case "\t": characters.append("\t")
      default:
        if character.properties.generalCategory != .control { characters.append(character) }
      }
    }
  }

  /// Takes the text up to the end of its first line, without the `$ ` of a shell's prompt, which
  /// AWS's pages print before commands; a line that goes on with one before keeps it.
  ///
  /// What AWS's pages print between such commands are their answers, which nobody wants to run.
  mutating func takePiece(isContinuation: Bool = false) -> Piece {
    if isAtLineStart, !isContinuation { skipAnswers() }
    var text = characters.prefix { $0 != "\n" }
    let endsLine = text.endIndex < characters.endIndex
    characters = characters.dropFirst(text.count + (endsLine ? 1 : 0))
    if isAtLineStart, !isContinuation { text = PastedText.withoutPrompt(text) }
    isAtLineStart = endsLine
    return Piece(text: Array(text), endsLine: endsLine)
  }

  /// Leaves out whole lines before the next prompt, where the text has prompts.
  private mutating func skipAnswers() {
    hasPrompts =
      hasPrompts || characters.split(separator: "\n").contains(where: PastedText.isPrompt)
    while hasPrompts, !characters.isEmpty {
      let line = characters.prefix { $0 != "\n" }
      if PastedText.isPrompt(line) { return }
      characters = characters.dropFirst(line.count + 1)
    }
  }

  private static func isPrompt(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    withoutPrompt(line).startIndex != line.startIndex
  }

  private static func withoutPrompt(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar> {
    let rest = text.drop { $0 == " " || $0 == "\t" }
    return rest.first == "$" && rest.dropFirst().first == " " ? rest.dropFirst(2) : text
  }
}
