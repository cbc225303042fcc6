import Kernel

/// The fields that the expansion of one word makes.
private struct FieldDraft {
  let range: Range<Int>
  var fields: [Argument] = []
  private var field: [UInt8]?

  init(range: Range<Int>) { self.range = range }

  mutating func append(_ text: String) {
    if field == nil { field = [] }
    field? += text.utf8
  }

  /// Adds an expansion outside quotes: its blanks separate fields.
  mutating func appendSplitting(_ text: String) {
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
        flush()
      } else {
        field = field ?? []
        field?.append(byte)
      }
    }
  }

  mutating func flush() {
    guard let bytes = field else { return }
    fields.append(Argument(text: String(decoding: bytes, as: UTF8.self), range: range))
    field = nil
  }
}

extension ShellEnvironment {
  /// The arguments of a command, expansions outside quotes split at blanks.
  mutating func arguments(
    of command: ShellCommand, _ run: inout ShellRun
  ) throws(ShellFailure) -> [Argument] {
    // `export NAME=$(…)` sets NAME to the whole output, blanks and all.
    let declares = ["export", "readonly"].contains(command.words.first?.plainText)
    var arguments: [Argument] = []
    var length = 0
    for word in command.words {
      var draft = FieldDraft(range: word.range)
      let isWhole = declares && word.isAssignment
      for part in word.parts {
        let text = try text(of: part, &run)
        length += text.utf8.count
        try limit(length, ShellLimits.wordBytes, "the words of a command grew to")
        if isWhole || part.isSplitProof { draft.append(text) } else { draft.appendSplitting(text) }
      }
      draft.flush()
      arguments += draft.fields
    }
    return arguments
  }

  /// The text of a word that is never split: a value, a file's name, a here-document.
  mutating func text(
    of word: Word, most: Int = ShellLimits.wordBytes, _ run: inout ShellRun
  ) throws(ShellFailure) -> String {
    var text = ""
    for part in word.parts {
      text += try self.text(of: part, &run)
      try limit(text.utf8.count, most, "a word grew to")
    }
    return text
  }

  private mutating func text(
    of part: Word.Part, _ run: inout ShellRun
  ) throws(ShellFailure) -> String {
    switch part.content {
    case .literal(let text): text
    case .variable(let name): variables[name] ?? ""
    case .status: String(lastStatus)
    case .substitution(let script): try output(of: script, &run)
    }
  }

  /// What a script prints, without the line breaks at its end.
  private mutating func output(
    of script: Script, _ run: inout ShellRun
  ) throws(ShellFailure) -> String {
    var inner = ShellRun(madeBytes: run.madeBytes)
    // As in sh, a substitution has variables of its own.
    let before = variables
    defer { variables = before }
    if script.steps.isEmpty { lastStatus = 0 }
    try perform(script, &inner)
    run.substitutionStatus = lastStatus
    run.madeBytes = inner.madeBytes
    try limit(inner.outputBytes, ShellLimits.wordBytes, "a command in $(…) printed")
    var output: [UInt8] = []
    for result in inner.results {
      output += result.output
      if !result.errors.isEmpty {
        run.results.append(CommandResult(errors: result.errors, status: result.status))
      }
    }
    while output.last == UInt8(ascii: "\n") { output.removeLast() }
    if !output.contains(0), let text = String(validating: output, as: UTF8.self) { return text }
    let warning = "kmslab: what $(…) inserts is no text, and was changed; use a file or a pipe\n"
    run.results.append(CommandResult(errors: warning))
    output.removeAll { $0 == 0 }
    return String(decoding: output, as: UTF8.self)
  }
}

extension Word.Part {
  /// Whether the part's blanks do not separate fields.
  fileprivate var isSplitProof: Bool {
    if case .literal = content { true } else { isQuoted }
  }
}

extension Word {
  /// Whether the word starts with `NAME=`, the name not quoted.
  fileprivate var isAssignment: Bool {
    guard let part = parts.first, !part.isQuoted, case .literal(let text) = part.content else {
      return false
    }
    let name = text.utf8.prefix { $0 != UInt8(ascii: "=") }
    return !name.isEmpty && name.count < text.utf8.count
  }
}
