package import Cloud
import Shell

/// What a companion sees of the line that runs now.
extension Session {
  /// The line as it was typed.
  package var presentLine: String { line.text }

  /// Whether the line has changed anything so far.
  package var hasLineChanged: Bool { line.hasChanged }

  /// The first refusal of a call that the line made, whatever its last command came to.
  package var lineRefusal: Complaint? { line.complaints.refusal }

  /// Whether the line asked for something that AWS has and kmslab has not.
  package var isLineNotSimulated: Bool { line.complaints.areOfLimits }

  /// Counts what the line of another session was refused with, as a line that runs it does.
  package mutating func takeComplaints(of other: Session) {
    line.complaints += other.line.complaints
  }

  /// Whether the line is one command, without redirection or assignment.
  package var isOneCommand: Bool {
    line.onlyCommand.map { $0.assignments.isEmpty && $0.output == nil } ?? false
  }

  /// Takes how the line that ran last moved the clock, for whoever tells others.
  package mutating func takePassages() -> [Passage] {
    defer { line.passages = [] }
    return line.passages
  }

  /// Keeps the line out of the log as long as it changes nothing.
  package mutating func leaveOutOfLog() { line.isUnlogged = true }
}
