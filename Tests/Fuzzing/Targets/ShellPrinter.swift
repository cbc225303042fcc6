import Sessions
import Shell

/// Writes a script down again, so that it is read as the same one.
enum ShellPrinter {
  /// The text of a whole script.
  static func text(_ script: Script) -> String {
    // A prompt is passed over once a line: without it a `$` of the script's own would be taken.
    text(script, prompt: "$ ")
  }

  private static func text(_ script: Script, prompt: String) -> String {
    var text = prompt
    var bodies = ""
    for (index, step) in script.steps.enumerated() {
      if index > 0 {
        switch step.condition {
        case .always: text += " ; "
        case .afterSuccess: text += " && "
        case .afterFailure: text += " || "
        }
      }
      text += step.pipeline.commands.map { command in
        ShellPrinter.text(command, &bodies)
      }.joined(separator: " | ")
    }
    return text + (bodies.isEmpty ? " " : " \n" + bodies)
  }

  private static func text(_ command: ShellCommand, _ bodies: inout String) -> String {
    var words = command.assignments.map { $0.name + "=" + text($0.value) }
    words += command.words.map(text)
    switch command.input {
    case .file(let word): words.append("< " + text(word))
    case .hereDocument(let word): words.append(text(hereDocument: word, &bodies))
    case nil: break
    }
    if command.errors == .pipe { words.append("2>&1") }
    if let output = command.output { words.append(text(output)) }
    if command.printsErrors { words.append(">&2") }
    switch command.errors {
    case .file(let file): words.append("2" + text(file))
    case .output: words.append("2>&1")
    case .pipe, nil: break
    }
    return words.joined(separator: " ")
  }

  private static func text(_ output: ShellCommand.Output) -> String {
    (output.appends ? ">> " : "> ") + text(output.file)
  }

  /// A word; between its parts stand line continuations, so that none runs into the next.
  private static func text(_ word: Word) -> String {
    word.parts.map { part in
      let inner =
        switch part.content {
        case .literal(let text) where part.isQuoted: escaped(text, "\"\\$`")
        case .literal(let text): text
        default: text(expansion: part.content)
        }
      return part.isQuoted ? "\"\(inner)\"" : inner
    }.joined(separator: "\\\n")
  }

  private static func text(expansion content: Word.Content) -> String {
    switch content {
    case .literal(let text): text
    case .variable(let name): "${\(name)}"
    case .status: "$?"
    case .substitution(let script): "$(\(text(script, prompt: " ")))"
    }
  }

  private static func text(hereDocument word: Word, _ bodies: inout String) -> String {
    var delimiter = "E"
    while word.parts.contains(where: { holds($0, delimiter) }) { delimiter += "E" }
    if word.parts.count == 1, case .literal(let text) = word.parts[0].content {
      bodies += text + delimiter + "\n"
      return "<<'\(delimiter)'"
    }
    let body = word.parts.map { part in
      if case .literal(let text) = part.content {
        escaped(text, "\\$`")
      } else {
        text(expansion: part.content)
      }
    }
    bodies += body.joined() + delimiter + "\n"
    return "<<\(delimiter)"
  }

  private static func holds(_ part: Word.Part, _ delimiter: String) -> Bool {
    if case .literal(let text) = part.content { text.contains(delimiter) } else { false }
  }

  private static func escaped(_ text: String, _ special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.unicodeScalars.contains(scalar) { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
