/// A script while it is read, with the here-documents whose bodies are still to come.
struct ScriptDraft {
  var script = Script()
  /// The number of commands that the pipeline being read has so far.
  var commandIndex = 0
  /// Announced by `<<` in the present line.
  var pending: [HereDocument] = []
  /// Read, but not yet put where they belong.
  var bodies: [(place: HereDocument.Place, body: Word)] = []

  /// The script with all here-documents in their places.
  func finished() -> Script {
    var script = script
    for (place, body) in bodies {
      script.steps[place.step].pipeline.commands[place.command].input = .hereDocument(body)
    }
    return script
  }
}

extension ShellReader {
  /// Reads up to the end, or up to the `)` of the substitution that it stands in.
  mutating func script() throws(ShellStop) -> Script {
    var draft = ScriptDraft()
    skipPrompt()
    while true {
      try skipBlanks()
      switch current {
      case nil:
        if let document = draft.pending.first { throw .incomplete(document.isOpen) }
        if depth > 0 { throw .incomplete(.substitution) }
        return draft.finished()
      case "\n":
        position += 1
        try hereDocumentBodies(&draft)
        skipPrompt()
      case ")" where depth > 0:
        if let document = draft.pending.first { throw document.endsTooEarly }
        return draft.finished()
      default: try list(&draft)
      }
    }
  }

  /// Reads pipelines joined by `&&` and `||`, and the `;` after them.
  private mutating func list(_ draft: inout ScriptDraft) throws(ShellStop) {
    var condition = Script.Condition.always
    while true {
      let pipeline = try pipeline(&draft)
      draft.script.steps.append(Script.Step(condition: condition, pipeline: pipeline))
      switch current {
      case ";":
        position += 1
        return
      case "&" where scalar(ahead: 1) == "&":
        condition = .afterSuccess
        try connector("&&", &draft)
      case "|":
        condition = .afterFailure
        try connector("||", &draft)
      case "&": throw refusedAmpersand()
      default: return
      }
    }
  }

  /// Reads commands joined by `|`.
  private mutating func pipeline(_ draft: inout ScriptDraft) throws(ShellStop) -> Pipeline {
    draft.commandIndex = 0
    var commands = [try command(&draft)]
    while current == "|", scalar(ahead: 1) != "|" {
      if scalar(ahead: 1) == "&" { throw refusedErrorPipe() }
      try connector("|", &draft)
      draft.commandIndex = commands.count
      commands.append(try command(&draft))
    }
    return Pipeline(commands: commands)
  }

  /// Passes over an operator and the line breaks that may follow it.
  private mutating func connector(
    _ text: String, _ draft: inout ScriptDraft
  ) throws(ShellStop) {
    position += text.utf8.count
    while true {
      try skipBlanks()
      guard let byte = current else {
        throw .incomplete(draft.pending.first?.isOpen ?? .connector(text))
      }
      guard byte == "\n" else { return }
      position += 1
      try hereDocumentBodies(&draft)
    }
  }
}
