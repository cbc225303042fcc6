import Kernel
import Sessions

extension LabCommand {
  /// Tells what to do next.
  static let whatNow = LabCommand(
    "what-now", "tells one command that is worth typing now, and why",
    details: """
      In a lab it helps with the step; after an error it repeats what helps; in your
      own world it goes on from what is there: a key without an alias, a ciphertext
      that nobody looked into, a key that waits for its deletion. Tab puts the command
      into the line. What you typed before is not told again.
      """
  ) { session, arguments, _ throws(Fault) in
    try arguments.refuseWords(after: 0, of: "what-now")
    session.leaveOutOfLog()
    let step = session.nextStep
    return LabAnswer(
      lines: [step.why], document: ["Why": .string(step.why), "Next": .string(step.line)],
      next: step.line)
  }
}

extension Session {
  /// What is worth typing now: the lesson goes first, then the last error, then the world.
  var nextStep: NextStep {
    if let step = companion?.suggestion(in: self) { return step }
    if let step = stepAfterError { return step }
    let ideas = Ideas(session: self)
    let typed = Set(log.suffix(Session.rememberedLines).map(\.text))
    return ideas.all.first { !typed.contains($0.line) } ?? ideas.last
  }

  /// Lines that are not suggested again while they are among the last.
  private static let rememberedLines = 200

  /// What the explanation of the last error named.
  private var stepAfterError: NextStep? {
    guard let entry = log.last, entry.status != 0, let next = entry.course.next else { return nil }
    return NextStep("The last line failed; this is what helps.", next)
  }
}
