/// The grades of a class in one lab.
package struct GradeSheet: Sendable {
  /// The lab.
  package let lesson: Lesson
  /// The grades in the order of the files.
  package let grades: [Grade]
  /// What counts how much.
  package let weights: Weights
  /// Percent from which a session passes.
  package let passMark: Int

  /// Makes a sheet.
  package init(lesson: Lesson, grades: [Grade], weights: Weights, passMark: Int) {
    self.lesson = lesson
    self.grades = grades
    self.weights = weights
    self.passMark = passMark
  }

  /// Whether a grade passes.
  package func passes(_ grade: Grade) -> Bool { grade.fault == nil && grade.score >= passMark }

  /// 2 where a file could not be read, 1 where a session does not pass, else 0.
  package var status: Int {
    if grades.contains(where: \.isUnreadable) { return 2 }
    return grades.allSatisfy(passes) ? 0 : 1
  }

  /// One check, and how many sessions met it.
  package struct CheckCount: Sendable {
    /// The step, counted from 1.
    package let step: Int
    /// The check.
    package let check: String
    /// How many met it.
    package let met: Int
  }

  /// The checks of the lab, those that most sessions fail first.
  package var checkCounts: [CheckCount] {
    var counts: [CheckCount] = []
    for (index, step) in lesson.steps.enumerated() {
      for check in step.checks {
        let place = counts.count
        counts.append(
          CheckCount(
            step: index + 1, check: check.predicate.text,
            met: counted.count { $0.met[place] }))
      }
    }
    return counts.enumerated().sorted {
      ($0.element.met, $0.offset) < ($1.element.met, $1.offset)
    }.map(\.element)
  }

  /// The sessions that count in the class view: those that could be read and have their own seed.
  var counted: [Grade] { grades.filter { $0.fault == nil } }

  /// The mean of the scores that count, rounded down; `nil` where none does.
  var meanScore: Int? {
    counted.isEmpty ? nil : counted.reduce(0) { $0 + $1.score } / counted.count
  }
}

/// How grades are written.
package enum GradeFormat: String, CaseIterable, Sendable {
  /// Columns for people.
  case table
  /// JSON.
  case json
  /// Comma-separated values, RFC 4180.
  case csv
  /// JUnit's XML, which CI servers read: a session is a test.
  case junit
}
