import Kernel
import Sessions
import Shell
import Text

/// From step to step of a lab.
extension Tutor {
  mutating func next(_ session: inout Session) throws(Fault) -> String {
    guard let run else {
      guard let lesson = nextLesson else {
        return "  You have finished every lab. learn lists them.\n"
      }
      return try start(lesson, &session)
    }
    guard run.step != nil else {
      _ = try leave(&session)
      return try next(&session)
    }
    guard run.isStepDone else {
      throw Fault(
        "this step is not done yet: check says what is missing, hint helps, skip does it",
        next: "check", status: 1)
    }
    return try advance(&session)
  }

  private mutating func advance(_ session: inout Session) throws(Fault) -> String {
    var run = try inLab()
    // The lab's own lines run in a copy: they are no lines of the learner.
    var world = ClosedSession(closing: session)
    do throws(LabFileError) {
      try run.advance(&world)
    } catch {
      throw .damaged(run.lesson, error)
    }
    session.enter(world)
    self.run = run
    guard run.step == nil else { return stepText(run) }
    note(.finished(lab: run.lesson.name), line: session.lineCount)
    let next = nextLesson.map { " Next: \($0.title.lowercasedFirst) (type next)." } ?? ""
    let name = run.lesson.name
    let count = bank.count { $0.lab == name }
    let questions =
      count == 0
      ? "" : "  quiz \(name) asks \(counted(count, "question", grouping: false)) about it.\n"
    return "\(run.lesson.titled("done."))\(next)\n\(questions)"
      + "  recap tells what it was about; leave takes you back to your own world.\n"
  }

  mutating func skip(_ session: inout Session) throws(Fault) -> String {
    var run = try inLab()
    guard let step = run.step else { throw Fault("the lab is done", next: "next", status: 1) }
    let isDone = run.isStepDone
    var world = ClosedSession(closing: session)
    do throws(LabFileError) {
      if !isDone {
        try run.restart(&world)
        try run.solve(&world)
        run.records[run.index].isSkipped = true
        _ = run.look(at: world.session, after: "skip")
      }
    } catch {
      throw .damaged(run.lesson, error)
    }
    if let missing = run.met.firstIndex(of: false) {
      throw Fault(
        "skip does the step as its author would, and from here that does not do: "
          + run.words(ofCheck: missing)
          + "; goto \(run.index + 1) begins the step in the author's world",
        next: "goto \(run.index + 1)", status: 1)
    }
    if run.records[run.index].isSkipped {
      note(
        .step(lab: run.lesson.name, number: run.index + 1, way: .skipped), line: session.lineCount)
    }
    session.enter(world)
    self.run = run
    return (isDone ? "" : Tutor.skipped(step, number: run.index + 1)) + (try advance(&session))
  }

  /// What was done in the learner's place, and why.
  private static func skipped(_ step: LessonStep, number: Int) -> String {
    let rows = step.solutions.first.map { Paragraph.rows(of: $0) } ?? []
    return "[-] step \(number)  \(step.title)\n"
      + rows.map { "    \($0)\n" }.joined()
      + step.why.map { Paragraph.wrapped($0, indent: 4) }.joined() + "\n"
  }

  mutating func goTo(
    _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    let steps = 1...(try inLab()).lesson.steps.count
    guard arguments.count == 1, let number = Int(arguments[0].text), steps.contains(number) else {
      throw Fault(
        "goto takes a step, 1 to \(steps.upperBound)", range: arguments.last?.range,
        next: "goto 1")
    }
    return try goTo(step: number, &session)
  }

  private mutating func goTo(step number: Int, _ session: inout Session) throws(Fault) -> String {
    let present = try inLab()
    do throws(LabFileError) {
      var run = try LessonRun(present.lesson, like: session)
      run.records = present.records
      var world = run.origin
      for _ in 1..<number {
        try run.solve(&world)
        try run.advance(&world)
      }
      self.run = run
      session.enter(world, isNewWorld: true)
      return stepText(run)
    } catch {
      throw .damaged(present.lesson, error)
    }
  }

  mutating func reset(
    _ arguments: [Argument], _ session: inout Session
  ) throws(Fault) -> String {
    switch arguments.map(\.text) {
    case ["lab"]: return try goTo(step: 1, &session)
    case ["step"]:
      var run = try inLab()
      var world = ClosedSession(closing: session)
      do throws(LabFileError) {
        try run.restart(&world)
      } catch {
        throw .damaged(run.lesson, error)
      }
      self.run = run
      session.enter(world)
      return stepText(run)
    default:
      throw Fault(
        "in a lab reset takes step or lab; a new world of your own starts after leave",
        range: arguments.last?.range, next: "reset step")
    }
  }
}
