import Shell

extension Session {
  /// Has the companion answer one of its commands; `nil` where it leaves it to others.
  mutating func runCompanion(_ name: String, _ arguments: [Argument]) -> CommandResult? {
    // Until the command is done, the session has the companion as it was before.
    guard var companion else { return nil }
    defer { self.companion = companion }
    do throws(Fault) {
      let result = try companion.run(name, arguments, in: &self)
      if result != nil { line.isCompanions = true }
      return result
    } catch {
      line.isCompanions = true
      return refused(error)
    }
  }

  /// Whether a line is an answer in letters, to a question of the companion's that waits.
  package func isAnswer(_ line: String) -> Bool {
    guard let word = line.split(separator: " ", maxSplits: 1).first,
      word.prefix(3).count <= 2
    else { return false }
    return companion?.command(meantBy: String(word)).map { $0.name.count == 1 } ?? false
  }

  /// Lets the companion hold a line back; the question, where it does.
  mutating func holdLine(_ text: String, _ script: Script) -> CommandResult? {
    let word = script.steps.first?.pipeline.commands.first?.words.first?.plainText
    if word.flatMap({ companion?.command(meantBy: $0) }) != nil || word == OwnLine.call {
      return nil
    }
    return companion?.hold(text).map { .page($0) }
  }

  /// Lets the companion speak after a line.
  mutating func hearCompanion() -> CommandResult? {
    let session = self
    guard !line.isCompanions, let words = companion?.afterLine(in: session) else { return nil }
    return words.isEmpty ? nil : .page(words)
  }

  /// Notes what the present line decided and what counts beyond the session.
  package mutating func note(_ event: LearningEvent) {
    let line = lineCount
    companion?.note(event, line: line)
  }
}
