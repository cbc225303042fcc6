package import Sessions

/// What a learner did in one lab.
package struct LabWork: Sendable {
  /// The lab.
  package let lesson: Lesson
  /// Whether the learner was led through it, or worked on it in a free session.
  package let isGuided: Bool
  /// The steps.
  package private(set) var steps: [StepWork]
  /// What the lines in it were refused with, in their order.
  package private(set) var complaints: [Complaint] = []
  /// The lab as it was seen last; `nil` for a free session.
  private var run: LessonRun?
  /// The world in which it was seen last.
  private(set) var world: Session?

  /// Nothing is done yet.
  init(_ lesson: Lesson, isGuided: Bool) {
    self.lesson = lesson
    self.isGuided = isGuided
    steps = lesson.steps.map(StepWork.init)
  }

  /// Notes how far the lab is.
  mutating func note(_ run: LessonRun, in session: Session) {
    for index in steps.indices { steps[index].note(run.records[index]) }
    if run.index < steps.count {
      steps[run.index].note(met: run.met, wasMet: run.wasMet)
      if run.isStepDone, steps[run.index].findings.isEmpty {
        steps[run.index].findings = run.findings(in: session)
      }
    }
    self.run = run
    note(world: session)
  }

  /// Notes a step of a free session.
  mutating func note(step index: Int, findings: [Finding], wasMet: [Bool]) {
    steps[index].note(met: findings.map(\.isMet), wasMet: wasMet)
    steps[index].findings = findings
  }

  /// Counts a line that was typed in a step; steps that are behind the last one count as the last.
  mutating func count(_ entry: LogEntry, step: Int) {
    let index = min(step, steps.count - 1)
    guard index >= 0 else { return }
    steps[index].count(entry)
    complaints += entry.complaints
  }

  /// Notes the world, without the lines that led there.
  mutating func note(world session: Session) {
    world = session
    world?.keepOnlyWorlds()
  }

  /// Looks at the step that is not done, what it still lacks, and lets go of earlier worlds.
  mutating func finish() {
    if let run, let world, run.index < steps.count, !run.isStepDone {
      steps[run.index].findings = run.findings(in: world)
    }
    run = nil
    world?.forgetPast()
  }
}

/// What a learner did with one step.
package struct StepWork: Sendable {
  /// The step.
  package let step: LessonStep
  /// Hints that were shown.
  package private(set) var hintCount = 0
  /// Whether the author's solution was shown.
  package private(set) var isShown = false
  /// Whether the program did it.
  package private(set) var isSkipped = false
  /// What each check found when the step was done, or last; empty for a step never reached.
  package internal(set) var findings: [Finding] = []
  /// Lines that were typed in it, but for those that the tutor answers.
  package private(set) var lineCount = 0
  /// Those of them that failed.
  package private(set) var failedCount = 0
  private var isDone = false
  private var met: [Bool] = []
  private var wasMet: [Bool] = []

  /// Nothing is done yet.
  init(_ step: LessonStep) { self.step = step }

  mutating func count(_ entry: LogEntry) {
    lineCount += 1
    failedCount += entry.status != 0 || !entry.complaints.isEmpty ? 1 : 0
  }

  mutating func note(_ record: LessonRecord) {
    hintCount = record.hintCount
    isShown = record.isSolutionShown
    isSkipped = record.isSkipped
    isDone = isDone || record.isDone
  }

  mutating func note(met: [Bool], wasMet: [Bool]) {
    self.met = met
    self.wasMet = wasMet
    isDone = isDone || (!met.isEmpty && met.allSatisfy { $0 })
  }

  /// Whether the learner did it.
  package var isOwn: Bool { isDone && !isSkipped }

  /// How many checks count for the learner.
  ///
  /// Of a step that is not done, only those that did not hold before it; of a skipped one, none.
  package var metCount: Int { step.checks.indices.count(where: isMet) }

  /// Whether a check counts for the learner.
  package func isMet(_ index: Int) -> Bool {
    guard !isSkipped else { return false }
    guard !isDone else { return true }
    return met.indices.contains(index) && met[index] && !wasMet[index]
  }
}
