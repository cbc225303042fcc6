import AWSCLI
package import Cloud
package import Shell

/// What commands and a companion see of the line that runs now.
extension Session {
  /// The line as it was typed.
  package var presentLine: String { line.text }

  /// The one command of the line, before expansion; `nil` where it has several.
  package var onlyCommand: ShellCommand? { line.onlyCommand }

  /// Whether the line is one command, without redirection or assignment.
  package var isOneCommand: Bool {
    line.onlyCommand.map { $0.assignments.isEmpty && $0.output == nil } ?? false
  }

  /// Whether the line has changed anything so far.
  package var hasLineChanged: Bool { line.hasChanged }

  /// The files as they were before the line; `nil` where none runs.
  package var filesBeforeLine: VirtualFiles? { line.origin?.files }

  /// The first refusal of a call that the line made, whatever its last command came to.
  package var lineRefusal: Complaint? { line.complaints.refusal }

  /// Whether the line asked for something that AWS has and kmslab has not.
  package var isLineNotSimulated: Bool { line.complaints.areOfLimits }
}

/// What commands and a companion tell of the line that runs now.
extension Session {
  /// Notes that the line has changed something that undo brings back.
  package mutating func noteChange() { line.isChanging = true }

  /// Notes what a command of the line was refused with.
  package mutating func note(_ complaint: Complaint) { line.complaints.append(complaint) }

  /// Counts what the line of another session was refused with, as a line that runs it does.
  package mutating func takeComplaints(of other: Session) {
    line.complaints += other.line.complaints
  }

  /// The answer to what cannot be done; its words count among the line's complaints.
  package mutating func refused(_ fault: Fault) -> CommandResult {
    note(Complaint(fault))
    return told(fault)
  }

  /// Notes that a remark is made, by its name; whether for the first time in the session.
  package mutating func noteRemark(_ name: String) -> Bool {
    toldRemarks.insert(name).inserted
  }

  /// Takes how the line that ran last moved the clock, for whoever tells others.
  package mutating func takePassages() -> [Passage] {
    defer { line.passages = [] }
    return line.passages
  }

  /// Keeps the line out of the log as long as it changes nothing.
  package mutating func leaveOutOfLog() { line.isUnlogged = true }

  /// Ends the session after the line, with a status or that of the last command: before it in the
  /// line, or in the one before.
  package mutating func end(with status: Int?) {
    let last = line.onlyCommand == nil ? lastStatus : typedStatus
    line.exitStatus = status ?? line.exitStatus ?? last
    line.ends = true
    line.isUnlogged = true
  }
}
