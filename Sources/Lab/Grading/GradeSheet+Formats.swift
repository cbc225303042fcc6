import Kernel
import Sessions
import Text

extension GradeSheet {
  /// The grades in a format.
  package func text(_ format: GradeFormat) -> String {
    switch format {
    case .table: table
    case .json: JSONWriter.text(document, layout: .indented) + "\n"
    case .csv: CSV.text([GradeSheet.columns] + grades.map { row($0) + [remark($0)] })
    case .junit: junit
    }
  }

  /// The class in a format, which check fails most; JUnit has no such thing, and gets JSON.
  package func classText(_ format: GradeFormat) -> String {
    let counts = checkCounts
    switch format {
    case .table: return classTable(counts)
    case .json, .junit:
      let checks = counts.map { count -> Document in
        [
          "Step": .integer(count.step), "Check": .string(count.check), "Met": .integer(count.met),
          "Sessions": .integer(counted.count),
        ]
      }
      var object: DocumentObject = [
        "Lab": .string(lesson.name), "Sessions": .integer(grades.count),
        "Passed": .integer(grades.count(where: passes)), "Checks": .list(checks),
      ]
      object["MeanScore"] = meanScore.map { .integer($0) }
      return JSONWriter.text(.object(object), layout: .indented) + "\n"
    case .csv:
      let rows = counts.map { ["\($0.step)", $0.check, "\($0.met)", "\(counted.count)"] }
      return CSV.text([["step", "check", "met", "sessions"]] + rows)
    }
  }

  private static let columns = [
    "learner", "score", "passed", "steps", "checks", "quiz", "hints", "solutions", "skipped",
    "lines", "failed", "longest", "remarks",
  ]

  private func row(_ grade: Grade) -> [String] {
    [
      grade.learner, "\(grade.score)", passes(grade) ? "yes" : "no", grade.steps.text,
      grade.checks.text, grade.quiz.text, "\(grade.hintCount)", "\(grade.shownCount)",
      "\(grade.skippedCount)", "\(grade.lineCount)", "\(grade.failedCount)",
      grade.longest.map { "step \($0.step): \($0.lines)" } ?? "-",
    ]
  }

  private func remark(_ grade: Grade) -> String {
    ([grade.fault].compactMap { $0 } + grade.remarks).joined(separator: "; ")
  }

  /// Rows below each other, a column a character.
  static func lines(_ rows: [[String]], right: Set<Int>) -> String {
    aligned(rows, right: right, width: \.count).map { $0 + "\n" }.joined()
  }

  private var table: String {
    let rows = [GradeSheet.columns] + grades.map { row($0) + [remark($0)] }
    let passed = grades.count(where: passes)
    return GradeSheet.lines(rows, right: [1, 6, 7, 8, 9, 10])
      + """

      \(passed) of \(grades.count) passed, from \(passMark) on\
      \(meanScore.map { "; mean score \($0)" } ?? "")
      \(weights.text)

      """
  }

  private func classTable(_ counts: [CheckCount]) -> String {
    let rows = counts.map { count in
      [
        "\(count.met) of \(counted.count)",
        "\(counted.isEmpty ? 0 : 100 * count.met / counted.count) %", "\(count.step)", count.check,
      ]
    }
    let left = grades.count - counted.count
    return "\(lesson.title): what fails most stands first\n\n"
      + GradeSheet.lines([["met", "", "step", "check"]] + rows, right: [0, 1, 2])
      + "\n\(grades.count(where: passes)) of \(grades.count) passed, from \(passMark) on"
      + (meanScore.map { "; mean score \($0)" } ?? "")
      + (left == 0 ? "\n" : "; \(left) not counted: kmslab grade without --class says why\n")
  }

  private var document: Document {
    let documents = grades.map { grade -> Document in
      var object: DocumentObject = [
        "Learner": .string(grade.learner), "Score": .integer(grade.score),
        "Passed": .bool(passes(grade)), "Steps": grade.steps.document,
        "Checks": grade.checks.document, "Quiz": grade.quiz.document,
        "Hints": .integer(grade.hintCount), "SolutionsShown": .integer(grade.shownCount),
        "StepsSkipped": .integer(grade.skippedCount),
        "Lines": .integer(grade.lineCount), "LinesFailed": .integer(grade.failedCount),
        "StepEffort": .list(grade.effort.map(\.document)),
        "ChecksMet": .list(grade.met.map { .bool($0) }),
        "Remarks": .list(grade.remarks.map { .string($0) }),
      ]
      object["Fault"] = grade.fault.map { .string($0) }
      return .object(object)
    }
    return [
      "Lab": .string(lesson.name), "PassMark": .integer(passMark),
      "Weights": [
        "Checks": .integer(weights.checks), "Quiz": .integer(weights.quiz),
        "Questions": .integer(weights.questions), "Hint": .integer(weights.hint),
        "Solution": .integer(weights.solution),
      ],
      "Grades": .list(documents),
    ]
  }

  private var junit: String {
    let errors = grades.count(where: \.isUnreadable)
    let failures = grades.count { !passes($0) } - errors
    var text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"\(XML.escaped(lesson.name))\" "
      + "tests=\"\(grades.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for grade in grades {
      text += "  <testcase name=\"\(XML.escaped(grade.learner))\""
      guard !passes(grade) else {
        text += "/>\n"
        continue
      }
      let kind = grade.isUnreadable ? "error" : "failure"
      let words = "score \(grade.score), checks \(grade.checks.text). \(remark(grade))"
      text += ">\n    <\(kind)>\(XML.escaped(words))</\(kind)>\n  </testcase>\n"
    }
    return text + "</testsuite>\n"
  }
}

extension Grade.Part {
  fileprivate var text: String { total == 0 ? "-" : "\(count)/\(total)" }
  fileprivate var document: Document { ["Count": .integer(count), "Total": .integer(total)] }
}

extension Grade.Effort {
  fileprivate var document: Document {
    [
      "Step": .integer(step), "Lines": .integer(lines), "LinesFailed": .integer(failed),
      "Hints": .integer(hints),
    ]
  }
}

/// Comma-separated values.
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    // A sheet would run a cell that begins so.
    let isFormula = text.unicodeScalars.first.map("=+-@\t\r".unicodeScalars.contains) ?? false
    let value = isFormula && text != "-" ? "'" + text : text
    guard value.unicodeScalars.contains(where: ",\"\n\r".unicodeScalars.contains) else {
      return value
    }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
