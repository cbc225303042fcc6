/// How the program shows itself: decided once, from what the terminal can and its user wants.
package struct Presentation: Equatable, Sendable {
  /// How lines come in.
  package enum Reading: Equatable, Sendable {
    /// From a pipe or a file: no prompt.
    case script
    /// From somebody at a terminal that is not drawn on: a prompt, then what the terminal sends.
    case plain
    /// From somebody at a terminal, edited.
    case edited
  }

  /// How lines come in.
  package let reading: Reading
  /// Whether colours are used.
  package let usesColours: Bool
  /// Whether characters beyond ASCII are shown.
  package let isUnicode: Bool
  /// Whether signs are told as words, for who hears the screen.
  package let usesWords: Bool
  /// The columns of the terminal.
  package let columns: Int

  /// What the decision rests on.
  package struct Facts: Sendable {
    /// Whether `--plain` was given.
    package var isPlain = false
    /// Whether standard input is a terminal.
    package var isInputTerminal = true
    /// Whether standard output is one.
    package var isOutputTerminal = true
    /// The columns of standard output.
    package var columns = 80
    /// The variables of the environment that count: see `variables`.
    package var environment: [String: String] = [:]

    /// The facts of an ordinary terminal without variables.
    package init() {}
  }

  /// The variables that count.
  package static let variables = [
    "TERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG",
  ]

  /// Decides.
  package init(_ facts: Facts) {
    let value = { (name: String) in facts.environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let isCapable = !["dumb", nil].contains(value("TERM"))
    if !facts.isInputTerminal || !facts.isOutputTerminal {
      reading = .script
    } else {
      reading = facts.isPlain || !isCapable ? .plain : .edited
    }
    // no-color.org and bixense.com/clicolors: a wish for none wins, then one for some.
    if facts.isPlain || value("NO_COLOR") != nil {
      usesColours = false
    } else if let force = value("CLICOLOR_FORCE"), force != "0" {
      usesColours = true
    } else {
      usesColours =
        value("CLICOLOR") != "0" && isCapable && facts.isOutputTerminal
        && facts.isInputTerminal
    }
    let set = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") ?? ""
    isUnicode = set.lowercased().replacing("-", with: "").contains("utf8")
    usesWords = facts.isPlain
    columns = facts.columns
  }

  /// Whether a grey continuation follows the line: without colours nobody could tell it from typed
  /// text.
  package var showsHints: Bool { reading == .edited && usesColours }

  /// Whether there is room for a prompt at the right.
  package var showsRightPrompt: Bool { reading == .edited && columns >= 60 }
}
