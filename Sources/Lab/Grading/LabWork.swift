import Console

/// What a learner did in one lab.
package struct LabWork: Sendable {
  /// The lab.
  package let lesson: Lesson
  /// Whether the learner was led through it, or worked on it in a free session.
  package let isGuided: Bool
  /// The steps.
  package private(set) var steps: [StepWork]
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

  /// Notes the world, without the lines that led there.
  mutating func note(world session: Session) {
    world = session
    world?.log = []
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
  private var isDone = false
  private var met: [Bool] = []
  private var wasMet: [Bool] = []

  /// Nothing is done yet.
  init(_ step: LessonStep) { self.step = step }

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
