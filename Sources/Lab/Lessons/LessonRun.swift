import Access
import Cloud
import Kernel
import Sessions
import Shell

/// A lab that a learner is in: where, and what was found so far.
struct LessonRun: Sendable {
  private(set) var lesson: Lesson
  /// The step, counted from 0; the number of steps when all are done.
  private(set) var index = 0
  /// The session as it was when the step began.
  private(set) var origin: ClosedSession
  /// Checks that held at the last look.
  private(set) var met: [Bool] = []
  /// Checks that held before the learner did anything.
  private(set) var wasMet: [Bool] = []
  /// The line that made each check true; `nil` for one that does not hold, or did already when the
  /// step began.
  private(set) var causes: [String?] = []
  /// What the learner did in this step.
  var ownWay = OwnWay()
  /// Hints that were shown in this step.
  var hintCount = 0
  /// What the lab's own names stand for.
  private var bindings = Bindings()
  /// What was done by hand, shown or skipped, by step.
  var records: [LessonRecord]
  /// The lab's own lines that asked something of the computer, which they were refused.
  private(set) var requests: [Request] = []

  /// What one of the lab's own lines asked of the computer.
  struct Request: Sendable, Equatable {
    /// The line of the file.
    let line: Int
    /// What it asked for, as words that follow "asks".
    let text: String
  }

  /// Starts a lab in a world of its own; throws where the lab's own lines fail.
  init(_ lesson: Lesson, like session: Session) throws(LabFileError) {
    self.lesson = lesson
    records = lesson.steps.map { _ in LessonRecord() }
    var configuration = lesson.configuration
    // A learner's own seed makes the labs the learner's own, too.
    let seed = session.beginning.seed
    if seed != SessionConfiguration.standardSeed { configuration.seed = seed }
    var world = ClosedSession(configuration, isCoached: session.isCoached)
    origin = world
    try begin(in: &world)
  }

  /// The present step; `nil` when all are done.
  var step: LessonStep? { index < lesson.steps.count ? lesson.steps[index] : nil }

  /// Whether the present step is done.
  var isStepDone: Bool { !met.isEmpty && met.allSatisfy { $0 } }

  /// Where the trail stood when each step so far began.
  private var stepStarts: [Int] = []

  /// What each check finds in a session.
  func findings(in session: Session) -> [Finding] {
    let stage = Stage(session, stepStarts: stepStarts)
    return step?.checks.map { $0.predicate.finding(on: stage) } ?? []
  }

  /// Looks again, after a line; the checks that newly hold, and those that no longer do.
  mutating func look(at session: Session, after line: String) -> (fresh: [Int], lapsed: [Int]) {
    let now = findings(in: session).map(\.isMet)
    let before = now.indices.map { met.indices.contains($0) && met[$0] }
    let fresh = now.indices.filter { now[$0] && !before[$0] }
    let lapsed = now.indices.filter { !now[$0] && before[$0] }
    for index in now.indices where !now[index] { causes[index] = nil }
    for index in fresh { causes[index] = line }
    met = now
    if isStepDone, records.indices.contains(index) { records[index].isDone = true }
    return (fresh, lapsed)
  }

  /// Goes on in another language; a translation that is none changes nothing.
  mutating func translate(to other: Lesson) {
    if other.name == lesson.name, other.steps.count == lesson.steps.count { lesson = other }
  }

  /// Goes to the next step and runs what the lab gives there.
  mutating func advance(_ session: inout ClosedSession) throws(LabFileError) {
    index += 1
    origin = session
    try begin(in: &session)
  }

  /// Starts the present step anew.
  mutating func restart(_ session: inout ClosedSession) throws(LabFileError) {
    session = origin
    ownWay = OwnWay()
    try look(afterGivensIn: &session)
  }

  /// Does the present step as its author would.
  mutating func solve(
    _ session: inout ClosedSession, solution: Int = 0
  ) throws(LabFileError) {
    guard let step, step.solutions.indices.contains(solution) else { return }
    try run(step.solutions[solution], in: &session)
  }

  /// Does the present step without one line of the solution; false for a line that changes nothing.
  mutating func solve(
    _ session: inout ClosedSession, without omitted: Int
  ) throws(LabFileError) -> Bool {
    guard let solution = step?.solutions.first else { return false }
    for (index, exchange) in try solution.exchanges().enumerated() {
      guard index == omitted else {
        run(exchange, in: &session)
        continue
      }
      var trial = session
      run(exchange, in: &trial)
      // What a command only reads or says is no part of the proof.
      if trial.session.isLike(session.session) { return false }
    }
    return true
  }

  /// Runs what the lab gives, and notes what holds already.
  private mutating func begin(in session: inout ClosedSession) throws(LabFileError) {
    hintCount = 0
    ownWay = OwnWay()
    for block in step?.givens ?? [] { try run(block, in: &session) }
    origin = session
    stepStarts.removeLast(max(0, stepStarts.count - index))
    stepStarts.append(session.session.world.environment.trail.count)
    try look(afterGivensIn: &session)
  }

  private mutating func look(afterGivensIn session: inout ClosedSession) throws(LabFileError) {
    met = findings(in: session.session).map(\.isMet)
    wasMet = met
    causes = met.map { _ in nil }
  }

  /// Runs the lines of a block, or writes its file.
  private mutating func run(
    _ block: LabFile.Block, in session: inout ClosedSession
  ) throws(LabFileError) {
    if block.kind == "file" {
      guard let name = block.attribute("name") else {
        throw LabFileError(line: block.firstLine, message: "a file block has a name=…")
      }
      try? session.write(block.lines.flatMap { Array($0.utf8) + [10] }, to: name)
      return
    }
    for exchange in try block.exchanges() { run(exchange, in: &session) }
  }

  private mutating func run(_ exchange: LabFile.Exchange, in session: inout ClosedSession) {
    let command = bindings.filling(exchange.command)
    let before = session.requests.count
    let reply = session.execute(command)
    for text in session.requests.dropFirst(before) {
      let request = Request(line: exchange.line, text: text)
      if !requests.contains(request) { requests.append(request) }
    }
    guard case .done(let results, _, _) = reply else { return }
    let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    if let bound = OutputPattern(exchange.output).match(PrintedLine.lines(of: output), bindings) {
      bindings = bound
    }
  }
}

extension Session {
  /// Whether two sessions are in the same world, but for the trail, with the same files and
  /// variables.
  fileprivate func isLike(_ other: Session) -> Bool {
    world.digest(includingTrail: false) == other.world.digest(includingTrail: false)
      && files == other.files && variables == other.variables
  }
}

/// What a learner did with one step.
struct LessonRecord: Sendable, Equatable {
  var isDone = false
  var isSkipped = false
  var hintCount = 0
  var isSolutionShown = false
}
