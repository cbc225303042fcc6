import Kernel
import Text

/// A course as one HTML page to hand in or to print: no script, nothing from the network.
///
/// It follows from the saved sessions alone, so that whoever has these can make it again and
/// compare (`CourseCheck`).
package struct CoursePage: Sendable {
  private let record: CourseRecord

  /// Tells of a record.
  package init(_ record: CourseRecord) { self.record = record }

  /// The page.
  package var html: String {
    let body: Markup = """
      \(head)<main>
      \(labs)\(questions)\(exams)\(sessions)</main>
      <footer><p>Written by kmslab, a simulation: nothing here reached AWS. The page says what the
      saved sessions beside it lead to; <code>kmslab grade --course FOLDER</code> runs them again
      and compares. It is no signature, and does not show who typed them.</p></footer>
      """
    return Markup.page(
      "kmslab: the course of \(record.learner)",
      meta: "<meta name=\"generator\" content=\"kmslab course\">\n", body
    ).text
  }

  private var head: Markup {
    let lines = record.parts.reduce(0) { $0 + $1.lineCount }
    let exam = record.exams.map(\.score).max {
      $0.right * max(1, $1.count) < $1.right * max(1, $0.count)
    }
    let facts = [
      ("Labs done", "\(record.doneCount)"), ("Of their minutes", "\(record.minutes)"),
      ("Best exam", exam.map { "\($0.right) of \($0.count)" } ?? "none"),
      ("Lines typed", "\(lines)"), ("Days", days),
    ].map { name, value -> Markup in "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n" }
    return """
      <header>
      <p class="kind">kmslab</p>
      <h1>The course of \(record.learner)</h1>
      <dl class="facts">
      \(facts.joined)</dl>
      </header>

      """
  }

  /// The learner's own days.
  private var days: String {
    let days = record.days.map { Timestamp(secondsSinceEpoch: $0 * 86_400).date }
    guard let first = days.first, let last = days.last else { return "not known" }
    return days.count == 1 ? first : "\(days.count), \(first) to \(last)"
  }

  private var labs: Markup {
    let rows = record.labs.map { lab -> [String] in
      let grade = lab.grade
      return [
        (lab.lesson.number.map { "\($0). " } ?? "") + lab.lesson.title, lab.session,
        CoursePage.part(grade.steps), CoursePage.part(grade.checks), "\(grade.score)",
        "\(grade.hintCount)", "\(grade.shownCount)", "\(grade.skippedCount)",
        "\(grade.lineCount)", "\(grade.failedCount)",
      ]
    }
    return CoursePage.section(
      "Labs",
      """
      Points: 100 for all checks; a hint takes 10 of 100 of its step, the shown solution 50; what \
      was skipped counts nothing
      """,
      [
        "Lab", "Session", "Steps", "Checks", "Points", "Hints", "Solutions", "Skipped", "Lines",
        "Failed",
      ], rows)
  }

  private static func part(_ part: Grade.Part) -> String { "\(part.count) of \(part.total)" }

  private var questions: Markup {
    var rows = record.quiz.map { topic, score in [topic, "\(score.right)", "\(score.count)"] }
    if record.predictions.count > 0 {
      let (right, count) = (record.predictions.right, record.predictions.count)
      rows.append(["predictions of calls", "\(right)", "\(count)"])
    }
    return CoursePage.section(
      "Questions", "Of each question the first answer counts", ["Topic", "Right", "Asked"], rows)
  }

  private var exams: Markup {
    let rows = record.exams.map { exam in
      [exam.session, "\(exam.score.right)", "\(exam.score.count)"]
    }
    return CoursePage.section(
      "Exams", "Questions that were not answered count as wrong",
      ["Session", "Right", "Questions"], rows)
  }

  private var sessions: Markup {
    let rows = record.parts.map { part in
      [
        part.name, part.span, "\(part.lineCount)", "\(part.failedCount)", part.fingerprint,
        part.world ?? "none",
        part.faults.isEmpty ? "as it was saved" : part.faults.joined(separator: "; "),
      ]
    }
    return CoursePage.section(
      "Sessions", "What was typed: a file each, beside this page",
      [
        "Session", "Simulated days", "Lines", "Failed", "Digest of the file", "Of its world",
        "Replayed",
      ],
      rows)
  }

  /// A table with its heading, numbers to the right; nothing where it has no row.
  private static func section(
    _ title: String, _ caption: String, _ columns: [String], _ rows: [[String]]
  ) -> Markup {
    guard !rows.isEmpty else { return Markup() }
    let heads = columns.map { column -> Markup in "<th scope=\"col\">\(column)</th>" }
    let body = rows.map { row -> Markup in
      let cells = row.map { cell -> Markup in
        Int(cell) == nil ? "<td class=\"name\">\(cell)</td>" : "<td class=\"number\">\(cell)</td>"
      }
      return "<tr>\(cells.joined)</tr>\n"
    }
    return """
      <section>
      <h2>\(title)</h2>
      <table>
      <caption>\(caption)</caption>
      <thead><tr>\(heads.joined)</tr></thead>
      <tbody>
      \(body.joined)</tbody>
      </table>
      </section>

      """
  }
}
