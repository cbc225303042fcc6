import Kernel
package import Sessions
import Text

/// What the learner has done, here and in other sessions.
extension Tutor {
  static let recordCommands: [Command] = [
    Command(
      "recall", "brings in what you learned in other sessions",
      details: """
        The program does it by itself when it starts. Labs that are done are marked so,
        and questions that were answered wrongly come back. The line keeps what it
        brought in, so that the session still runs again by itself.
        """)
  ]

  /// Notes what a line achieved.
  package mutating func note(_ event: LearningEvent, line: Int) {
    learned.append(Learned(line: line, event: event))
    record.note(event, on: record.today)
  }

  /// Brings in the record of all sessions.
  mutating func recall(_ session: inout Session) throws(Fault) -> String {
    do throws(HostFailure) {
      record = try session.bringInRecord()
    } catch {
      throw Fault("nothing to recall: \(error.reason)", status: 1)
    }
    let labs = record.finished.count
    let due = bank.count { record.questions[$0.id]?.isDue == true }
    return "  What you know: \(counted(labs, "lab", grouping: false)) done; "
      + "\(counted(due, "question", grouping: false)) to come back to.\n"
  }

  /// Whether a lab was finished, in whichever session.
  func isFinished(_ lesson: Lesson) -> Bool { record.finished[lesson.name] != nil }

  /// The words of AWS that finished labs have explained.
  var knownTerms: [String] { lessons.filter(isFinished).flatMap(\.explains) }

  /// How far a lab is, and what comes before one that is not begun.
  func state(of lesson: Lesson) -> String {
    if isFinished(lesson) { return "done" }
    if let run = present(lesson) { return "step \(run.index + 1) of \(lesson.steps.count)" }
    if let steps = record.steps[lesson.name], steps.count > 0 { return "started" }
    let open = lesson.needs.compactMap { need in
      lessons.first { $0.name == need && !isFinished($0) }
    }
    .map { $0.number.map(String.init) ?? $0.name }
    guard !open.isEmpty else { return "new" }
    return "needs " + open.prefix(2).joined(separator: ", ") + (open.count > 2 ? "…" : "")
  }
}
