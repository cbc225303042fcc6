import Testing

@testable import Terminal

/// How the program shows itself, row by row.
@Suite struct PresentationTests {
  /// A row: the environment, what differs from a terminal of 80 columns, and what is decided.
  struct Row: Sendable, CustomTestStringConvertible {
    var environment: [String: String] = [:]
    var isPlain = false
    var isInput = true
    var isOutput = true
    let reading: Presentation.Reading
    let colours: Bool
    let unicode: Bool

    var testDescription: String { "\(environment) \(isPlain) \(isInput) \(isOutput)" }
  }

  private static let term = ["TERM": "xterm", "LANG": "en_US.UTF-8"]

  private static func with(_ more: [String: String]) -> [String: String] {
    term.merging(more) { $1 }
  }

  @Test(arguments: [
    Row(environment: term, reading: .edited, colours: true, unicode: true),
    Row(environment: with(["NO_COLOR": "1"]), reading: .edited, colours: false, unicode: true),
    Row(environment: with(["NO_COLOR": ""]), reading: .edited, colours: true, unicode: true),
    Row(environment: with(["CLICOLOR": "0"]), reading: .edited, colours: false, unicode: true),
    Row(environment: with(["CLICOLOR": "1"]), reading: .edited, colours: true, unicode: true),
    Row(
      environment: with(["CLICOLOR": "0", "CLICOLOR_FORCE": "1"]), reading: .edited, colours: true,
      unicode: true),
    Row(
      environment: with(["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]), reading: .edited,
      colours: false, unicode: true),
    Row(environment: with(["TERM": "dumb"]), reading: .plain, colours: false, unicode: true),
    Row(environment: with(["TERM": ""]), reading: .plain, colours: false, unicode: true),
    Row(environment: ["LANG": "C.UTF-8"], reading: .plain, colours: false, unicode: true),
    Row(environment: term, isPlain: true, reading: .plain, colours: false, unicode: true),
    Row(
      environment: with(["CLICOLOR_FORCE": "1"]), isPlain: true, reading: .plain, colours: false,
      unicode: true),
    Row(environment: term, isInput: false, reading: .script, colours: false, unicode: true),
    Row(environment: term, isOutput: false, reading: .script, colours: false, unicode: true),
    Row(
      environment: term, isPlain: true, isOutput: false, reading: .script, colours: false,
      unicode: true),
    Row(environment: with(["LC_ALL": "C"]), reading: .edited, colours: true, unicode: false),
    Row(environment: with(["LC_CTYPE": "POSIX"]), reading: .edited, colours: true, unicode: false),
    Row(
      environment: with(["LC_ALL": "", "LC_CTYPE": "fr_FR.utf8"]), reading: .edited, colours: true,
      unicode: true),
    Row(environment: ["TERM": "xterm"], reading: .edited, colours: true, unicode: false),
  ]) func `What the terminal can and its user wants decides`(row: Row) {
    var facts = Presentation.Facts()
    facts.environment = row.environment
    facts.isPlain = row.isPlain
    facts.isInputTerminal = row.isInput
    facts.isOutputTerminal = row.isOutput
    let presentation = Presentation(facts)
    #expect(presentation.reading == row.reading)
    #expect(presentation.usesColours == row.colours)
    #expect(presentation.isUnicode == row.unicode)
    #expect(presentation.usesWords == row.isPlain)
    #expect(presentation.showsHints == (row.reading == .edited && row.colours))
  }

  @Test(arguments: [(40, false), (59, false), (60, true), (400, true)])
  func `The prompt at the right needs sixty columns`(columns: Int, isShown: Bool) {
    var facts = Presentation.Facts()
    facts.environment = Self.term
    facts.columns = columns
    #expect(Presentation(facts).showsRightPrompt == isShown)
  }
}
