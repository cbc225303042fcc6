import Console
import Kernel
import Sessions

/// What was typed, in a report.
enum ReportLines {
  static func section(_ record: SessionRecord) -> Markup {
    let log = record.session.log
    guard !log.isEmpty else { return "<p>Nothing was typed.</p>\n" }
    let rows = zip(log, record.times).enumerated().map { index, line -> Markup in
      let status: Markup = line.0.status == 0 ? "ok" : "<span>\(line.0.status)</span>"
      return """
        <tr\(line.0.status == 0 ? "" : refused)><td class="number">\(index + 1)</td>
        <td class="time">\(line.1.date)</td><td>\(text(line.0.text))</td>
        <td class="number">\(status)</td></tr>

        """
    }
    return """
      <section>
      <h2>What was typed</h2>
      <table class="lines">
      <caption>Lines, the day of the clock after each, and its exit status</caption>
      <thead><tr><th scope="col" class="number">No.</th><th scope="col">Clock</th>
      <th scope="col">Line</th>
      <th scope="col" class="number">Status</th></tr></thead>
      <tbody>
      \(rows.joined)</tbody>
      </table>
      </section>

      """
  }

  private static let refused: Markup = " class=\"refused\""

  /// A line as it was typed; one that gives a plaintext is not shown.
  private static func text(_ line: String) -> Markup {
    CommandTable.console.holdsSecret(line)
      ? "<em>a line with a value that must stay secret</em>" : "<code>\(line)</code>"
  }
}
