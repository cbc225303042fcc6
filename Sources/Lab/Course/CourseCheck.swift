import Kernel
package import Sessions

/// Whether a course page says what the saved sessions beside it lead to.
///
/// The page is made again from the sessions, and compared line by line: a figure that was changed,
/// a session that was left out or edited, all show. It is no signature: whoever has typed other
/// sessions has another page.
package struct CourseCheck: Sendable {
  /// The learner: the name of the page.
  package let learner: String
  /// The sessions, replayed.
  private let record: CourseRecord
  /// Where the page and the sessions differ; what of the sessions is not as it was saved.
  package let faults: [String]

  /// Most lines of a page that are told.
  private static let mostDifferences = 5

  /// Replays the sessions and compares.
  package init(
    learner: String, page: [UInt8], _ files: [CourseRecord.File],
    lessons: [Lesson] = Tutor.builtIn, limit: () -> ReplayLimit = { ReplayLimit() }
  ) {
    self.learner = learner
    record = CourseRecord(learner: learner, files, lessons: lessons, limit: limit)
    var faults = files.isEmpty ? ["no saved session \(learner)-NAME.lab.md lies beside it"] : []
    for part in record.parts { faults += part.faults.map { "session \(part.name): \($0)" } }
    self.faults =
      faults
      + CourseCheck.differences(of: String(decoding: page, as: UTF8.self), CoursePage(record).html)
  }

  /// Whether the page holds.
  package var holds: Bool { faults.isEmpty }

  /// The lines in which two pages differ, without their tags.
  private static func differences(of page: String, _ expected: String) -> [String] {
    guard page != expected else { return [] }
    let difference = lines(expected).difference(from: lines(page))
    var (said, found): ([String], [String]) = ([], [])
    for change in difference {
      switch change {
      case .remove(_, let line, _): said.append(line)
      case .insert(_, let line, _): found.append(line)
      }
    }
    let count = max(said.count, found.count)
    return (0..<min(count, mostDifferences)).map { index in
      let left = said.indices.contains(index) ? said[index] : "nothing"
      let right = found.indices.contains(index) ? found[index] : "nothing"
      return "the page says: \(left); the sessions lead to: \(right)"
    } + (count > mostDifferences ? ["\(count - mostDifferences) more lines differ"] : [])
  }

  private static func lines(_ page: String) -> [String] {
    page.split(separator: "\n").map { line in
      line.replacing(/<[^>]*>/, with: " ").split(separator: " ").joined(separator: " ")
    }
  }
}

/// The course pages of a class.
package struct CourseSheet: Sendable {
  private let checks: [CourseCheck]

  /// Makes a sheet.
  package init(_ checks: [CourseCheck]) { self.checks = checks }

  /// 0 where every page holds, else 1.
  package var status: Int { checks.allSatisfy(\.holds) ? 0 : 1 }

  /// The sheet in a format; JUnit has no place for it, and gets JSON.
  package func text(_ format: GradeFormat) -> String {
    let columns = ["learner", "holds", "sessions", "labs", "points", "quiz", "exam", "remarks"]
    let rows = [columns] + checks.map(\.row)
    switch format {
    case .table:
      let count = checks.count(where: \.holds)
      return GradeSheet.lines(rows, right: [2, 3, 4])
        + "\n\(count) of \(checks.count) hold: the sessions run again and lead to the page.\n"
        + "It is no signature, and does not show who typed them.\n"
    case .csv: return CSV.text(rows)
    case .json, .junit:
      return JSONWriter.text(["Pages": .list(checks.map(\.document))], layout: .indented) + "\n"
    }
  }
}

extension CourseCheck {
  fileprivate var row: [String] {
    let (quiz, exam) = (record.quiz.values.total, record.exams.map(\.score).total)
    return [
      learner, holds ? "yes" : "no", "\(record.parts.count)",
      "\(record.doneCount)", "\(record.points)",
      quiz.count == 0 ? "-" : "\(quiz.right)/\(quiz.count)",
      exam.count == 0 ? "-" : "\(exam.right)/\(exam.count)", faults.joined(separator: "; "),
    ]
  }

  fileprivate var document: Document {
    let (quiz, exam) = (record.quiz.values.total, record.exams.map(\.score).total)
    return [
      "Learner": .string(learner), "Holds": .bool(holds),
      "Sessions": .integer(record.parts.count),
      "LabsDone": .integer(record.doneCount),
      "Points": .integer(record.points),
      "Quiz": ["Right": .integer(quiz.right), "Count": .integer(quiz.count)],
      "Exams": ["Right": .integer(exam.right), "Count": .integer(exam.count)],
      "Faults": .list(faults.map { .string($0) }),
    ]
  }
}
