package import Sessions

/// What a learner's session is worth in a lab.
package struct Grade: Sendable {
  /// The learner: the name of the file.
  package let learner: String
  /// Percent, rounded down; 0 where the session does not count.
  package let score: Int
  /// Steps that the learner did, and all.
  package let steps: Part
  /// Checks that hold, and all.
  package let checks: Part
  /// Which checks hold, in the lab's order.
  package let met: [Bool]
  /// Right first answers, and questions.
  package let quiz: Part
  /// Hints that were shown.
  package let hintCount: Int
  /// Steps whose solution was shown.
  package let shownCount: Int
  /// Steps that the program did.
  package let skippedCount: Int
  /// Where the time went: step by step.
  package let effort: [Effort]
  /// What the learner's lines in the lab were refused with.
  package let complaints: [Complaint]
  /// Why the session counts nothing; else `nil`.
  package let fault: String?
  /// Whether the file itself could not be read.
  package let isUnreadable: Bool
  /// What else a teacher should know.
  package let remarks: [String]

  /// What a step took.
  package struct Effort: Sendable, Equatable {
    /// The step, counted from 1.
    package let step: Int
    /// Lines that were typed in it, but for those that the tutor answers.
    package let lines: Int
    /// Those of them that failed.
    package let failed: Int
    /// Hints that were shown.
    package let hints: Int
  }

  /// Lines that were typed in the lab.
  package var lineCount: Int { effort.reduce(0) { $0 + $1.lines } }
  /// Those of them that failed.
  package var failedCount: Int { effort.reduce(0) { $0 + $1.failed } }
  /// The step that took most lines; `nil` where none was typed.
  package var longest: Effort? {
    effort.max { ($0.lines, $1.step) < ($1.lines, $0.step) }.flatMap { $0.lines > 0 ? $0 : nil }
  }

  /// So many of so many.
  package struct Part: Sendable, Equatable {
    /// How many.
    package let count: Int
    /// Of how many.
    package let total: Int

    /// So many of so many.
    package init(count: Int, total: Int) {
      self.count = count
      self.total = total
    }
  }
}

extension Grade {
  /// Grades a session; `seed` is the one that the learner was given.
  package init(
    learner: String, _ bytes: [UInt8], in lesson: Lesson, weights: Weights, seed: UInt64? = nil,
    lessons: [Lesson] = Tutor.builtIn, limit: ReplayLimit = ReplayLimit()
  ) {
    do throws(LabFileError) {
      let record = try SessionRecord(bytes, lessons: lessons, seeking: lesson, limit: limit)
      self.init(learner, record, lesson, weights, seed)
    } catch {
      self.init(learner: learner, unreadable: "\(error)", in: lesson)
    }
  }

  /// A file that cannot be read.
  package init(learner: String, unreadable why: String, in lesson: Lesson) {
    self.init(learner, LabWork(lesson, isGuided: false), why, isUnreadable: true)
  }

  /// Grades a session that was replayed.
  init(
    _ learner: String, _ record: SessionRecord, _ lesson: Lesson, _ weights: Weights,
    _ seed: UInt64?
  ) {
    let work = record.work(in: lesson.name) ?? LabWork(lesson, isGuided: false)
    let made = record.session.beginning.seed
    var fault: String?
    if let seed, seed != made { fault = "made with seed \(made), expected \(seed)" }
    var remarks = record.breaks
    if let difference = record.difference { remarks.append(difference) }
    if !record.hasChain { remarks.append("the file has no hash chain") }
    self.init(
      learner, work, fault, isUnreadable: false, remarks: remarks, weights: weights,
      quiz: Part(
        count: record.quiz.reduce(0) { $0 + $1.right },
        total: max(record.quiz.reduce(0) { $0 + $1.count }, weights.questions)))
  }

  private init(
    _ learner: String, _ work: LabWork, _ fault: String?, isUnreadable: Bool,
    remarks: [String] = [], weights: Weights = Weights(), quiz: Part = Part(count: 0, total: 0)
  ) {
    self.learner = learner
    self.fault = fault
    self.isUnreadable = isUnreadable
    self.remarks = remarks
    self.quiz = quiz
    met = work.steps.flatMap { step in step.step.checks.indices.map(step.isMet) }
    checks = Part(count: met.count { $0 }, total: met.count)
    steps = Part(count: work.steps.count(where: \.isOwn), total: work.steps.count)
    hintCount = work.steps.reduce(0) { $0 + $1.hintCount }
    shownCount = work.steps.count(where: \.isShown)
    skippedCount = work.steps.count(where: \.isSkipped)
    complaints = work.complaints
    effort = work.steps.enumerated().map { index, step in
      Effort(
        step: index + 1, lines: step.lineCount, failed: step.failedCount, hints: step.hintCount)
    }
    let points = work.steps.reduce(0) { $0 + $1.metCount * weights.share($1) }
    score = fault == nil ? Grade.score(points, met.count, quiz, weights) : 0
  }

  /// Thousandths of points of checks, and answers, as percent.
  private static func score(
    _ points: Int, _ checks: Int, _ quiz: Part, _ weights: Weights
  ) -> Int {
    guard checks > 0 else { return 0 }
    guard quiz.total > 0, weights.quiz > 0 else { return points / (10 * checks) }
    let whole = 10 * checks * quiz.total * (weights.checks + weights.quiz)
    return (points * quiz.total * weights.checks + quiz.count * 1_000 * checks * weights.quiz)
      / whole
  }
}
