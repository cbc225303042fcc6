import Sessions
import Shell

/// The word at the cursor, and the command that it stands in.
///
/// The line up to the cursor is parsed by the shell's own grammar: a mark stands in for what is not
/// typed yet, and what is open is closed.
struct LinePoint {
  /// What the word is to the command.
  enum Role: Equatable {
    /// Its name or an argument.
    case word
    /// A file that it reads from, or writes to.
    case file
    /// The name of a variable, behind `$`.
    case variable
    /// The value of an assignment.
    case value
  }

  private(set) var role = Role.word
  /// The words before it; `nil` for one that only running it would tell.
  private(set) var before: [String?] = []
  /// The word so far, as the command would get it; `nil` where only running it would tell.
  private(set) var word: String? = ""
  /// The word so far, as it was typed.
  private(set) var raw = ""
  /// Where it was typed, up to the cursor.
  private(set) var range = 0..<0
  /// The quote that is open at the cursor.
  private(set) var quote: Character?

  /// Stands in for what is not typed yet.
  static let mark: Character = "\u{F8FF}"

  /// Finds the place; `nil` where the text before the cursor is none that could run.
  init?(_ text: some StringProtocol, variables: (String) -> String?) {
    let typed = String(text)
    // The mark typed by somebody would not be told from the one that is put here.
    guard !typed.contains(LinePoint.mark),
      let (script, open) = LinePoint.repaired(typed + String(LinePoint.mark)),
      let found = LinePoint.search(script)
    else { return nil }
    quote = open
    role = found.role
    let bytes = Array(typed.utf8)
    range = found.word.range.lowerBound..<bytes.count
    raw = String(decoding: bytes[range], as: UTF8.self)
    if let name = LinePoint.variableName(found.word), raw.hasSuffix("$" + name) {
      role = .variable
      range = bytes.count - name.utf8.count..<bytes.count
      raw = name
      word = name
      return
    }
    word = LinePoint.text(found.word, variables)?.replacing(String(LinePoint.mark), with: "")
    if found.role == .word, let index = found.command.words.firstIndex(of: found.word) {
      before = found.command.words[..<index].map { LinePoint.text($0, variables) }
    }
  }

  /// The script of a text with all that is open closed, and the quote that was open.
  static func repaired(_ text: String) -> (script: Script, quote: Character?)? {
    var (text, quote) = (text, Character?.none)
    for turn in 0..<ShellLimits.substitutionDepth + 2 {
      guard let result = try? ShellParser.parse(text) else { return nil }
      switch result {
      case .complete(let script): return (script, quote)
      case .incomplete(.singleQuote):
        if turn == 0 { quote = "'" }
        text += "'"
      case .incomplete(.doubleQuote):
        if turn == 0 { quote = "\"" }
        text += "\""
      case .incomplete(.substitution): text += ")"
      case .incomplete(.connector): text += " x"
      case .incomplete: return nil
      }
    }
    return nil
  }

  /// The text of a word; `nil` where only running it would tell.
  static func text(_ word: Word, _ variables: (String) -> String?) -> String? {
    var text = ""
    for part in word.parts {
      switch part.content {
      case .literal(let literal): text += literal
      case .variable(let name): text += variables(name) ?? ""
      case .status, .substitution: return nil
      }
    }
    return text
  }
}

extension LinePoint {
  private typealias Found = (command: ShellCommand, word: Word, role: Role)

  private static func search(_ script: Script) -> Found? {
    for step in script.steps {
      for command in step.pipeline.commands {
        if let found = search(command) { return found }
      }
    }
    return nil
  }

  private static func search(_ command: ShellCommand) -> Found? {
    var words = command.words.map { ($0, Role.word) }
    words += command.assignments.map { ($0.value, Role.value) }
    if case .file(let word)? = command.input { words.append((word, .file)) }
    if let output = command.output { words.append((output.file, .file)) }
    if case .file(let errors)? = command.errors { words.append((errors.file, .file)) }
    for (word, role) in words {
      for part in word.parts {
        switch part.content {
        case .literal(let text) where text.contains(mark): return (command, word, role)
        case .substitution(let script): if let found = search(script) { return found }
        default: break
        }
      }
    }
    return nil
  }

  /// The variable that ends right before the mark; the empty name behind a `$` alone.
  private static func variableName(_ word: Word) -> String? {
    guard case .literal(let last)? = word.parts.last?.content, last.hasSuffix(String(mark)) else {
      return nil
    }
    let before = last.dropLast()
    if before.hasSuffix("$") { return "" }
    guard before.isEmpty, case .variable(let name)? = word.parts.dropLast().last?.content else {
      return nil
    }
    return name
  }
}

extension LinePoint {
  /// The text that makes the word a candidate, quoted as it has to be here.
  func insertion(_ candidate: Candidate) -> String {
    let end = candidate.goesOn ? "" : quote.map(String.init) ?? ""
    if let word, !raw.isEmpty, candidate.text.hasPrefix(word) {
      // A lone \ would make the next character another.
      let isOpen = quote == nil && raw.reversed().prefix { $0 == "\\" }.count % 2 == 1
      let typed = isOpen ? String(raw.dropLast()) : raw
      return typed + escaped(candidate.text.dropFirst(word.count)) + end
    }
    guard candidate.text.utf8.contains(where: LinePoint.isSpecial) else { return candidate.text }
    return candidate.goesOn ? String(quoted(candidate.text).dropLast()) : quoted(candidate.text)
  }

  private func escaped(_ text: Substring) -> String {
    guard text.utf8.contains(where: LinePoint.isSpecial) else { return String(text) }
    return text.map { character in
      switch quote {
      case "'": character == "'" ? "'\\''" : String(character)
      case "\"": "\"\\$`".contains(character) ? "\\\(character)" : String(character)
      default:
        character.utf8.contains(where: LinePoint.isSpecial) ? "\\\(character)" : String(character)
      }
    }.joined()
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    " \t\n;|&<>()'\"\\$`".utf8.contains(byte)
  }
}
