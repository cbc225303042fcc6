import Shell

extension Session {
  /// Has the companion answer one of its commands; `nil` where it leaves it to others.
  mutating func runCompanion(_ name: String, _ arguments: [Argument]) -> CommandResult? {
    guard var companion else { return nil }
    self.companion = nil
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
    guard var companion else { return nil }
    let word = script.steps.first?.pipeline.commands.first?.words.first?.plainText
    if word.flatMap(companion.command(meantBy:)) != nil || word == OwnLine.call {
      return nil
    }
    self.companion = nil
    let question = companion.hold(text, in: self)
    self.companion = companion
    return question.map { .page($0) }
  }

  /// Lets the companion speak after a line.
  mutating func hearCompanion() -> CommandResult? {
    guard !line.isCompanions, var companion else { return nil }
    self.companion = nil
    let words = companion.afterLine(in: &self)
    self.companion = companion
    return words.isEmpty ? nil : .page(words)
  }

  /// Goes on in another world, one that no line has made yet or one that was left; the log, its
  /// beginning and the window to the computer stay.
  package mutating func enter(_ other: Session, isNewWorld: Bool = false) {
    let left = self
    self = other
    history.credit(to: left.lineCount, isNewWorld: isNewWorld)
    (beginning, log, pendingImports) = (left.beginning, left.log, left.pendingImports)
    (companion, host, isQuiet) = (left.companion, left.host, left.isQuiet)
    (keepsPast, keepsCalls, forgottenLines) = (left.keepsPast, left.keepsCalls, left.forgottenLines)
    // What the other world's own lines were told nobody has read.
    toldRemarks = left.toldRemarks
    line = left.line
    line.origin = present
    line.isChanging = false
  }
}
