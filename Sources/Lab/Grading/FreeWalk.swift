import Access
import Cloud
import Console
import Kernel
import Sessions

/// Looks for a lab's steps in a session that was not led through it.
///
/// Steps count in their order: when all checks of one hold, the next is looked for from there on.
/// The steps behind the one that was not reached are looked at once, at the end.
struct FreeWalk: Sendable {
  private(set) var work: LabWork
  private(set) var index = 0
  private var trailStart = 0
  private var wasMet: [Bool] = []

  /// Begins at the start of a session.
  init(_ lesson: Lesson, from start: Session) {
    work = LabWork(lesson, isGuided: false)
    wasMet = findings(of: 0, in: start).map(\.isMet)
  }

  private func findings(of step: Int, in session: Session) -> [Finding] {
    guard work.steps.indices.contains(step) else { return [] }
    let stage = Stage(session, trailStart: trailStart)
    return work.steps[step].step.checks.map { $0.predicate.finding(on: stage) }
  }

  /// Looks after a line.
  mutating func look(at session: Session) {
    while index < work.steps.count {
      let found = findings(of: index, in: session)
      work.note(step: index, findings: found, wasMet: wasMet)
      guard !found.isEmpty, found.allSatisfy(\.isMet) else { break }
      index += 1
      trailStart = session.world.environment.trail.count
      wasMet = findings(of: index, in: session).map(\.isMet)
    }
    work.note(world: session)
  }

  /// Looks at the steps that were not reached.
  mutating func finish() {
    defer { work.finish() }
    guard let world = work.world, index + 1 < work.steps.count else { return }
    trailStart = 0
    let start = Session(world.beginning)
    for step in (index + 1)..<work.steps.count {
      work.note(
        step: step, findings: findings(of: step, in: world),
        wasMet: findings(of: step, in: start).map(\.isMet))
    }
  }
}
