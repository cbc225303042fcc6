import Access
import Cloud
import Kernel
import Sessions

/// A session as one HTML page: no script, nothing from the network, and it can be printed.
package struct ReportPage: Sendable {
  private let record: SessionRecord

  /// Reports on a session.
  package init(_ record: SessionRecord) { self.record = record }

  /// The page.
  package var html: String {
    let body: Markup = """
      \(head)<main>
      \(labs)\(quiz)\(predictions)\(worlds)\(ReportLines.section(record))</main>
      <footer><p>Written by kmslab, a simulation. Nothing here reached AWS.</p></footer>
      """
    return Markup.page("kmslab: session of \(record.session.beginning.start.date)", body).text
  }

  private var head: Markup {
    let session = record.session
    let isWhole = record.difference == nil && record.breaks.isEmpty
    let facts = [
      ("Clock", "\(session.beginning.start.date) to \(end.date)"),
      ("Lines", "\(session.log.count), \(session.log.count { $0.status != 0 }) with an error"),
      ("Account", "\(session.beginning.account)"), ("Region", "\(session.beginning.region)"),
      ("Seed", "\(session.beginning.seed)"),
    ].map { name, value -> Markup in "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n" }
    let verdicts = (record.breaks + [record.difference].compactMap { $0 })
      .map { text -> Markup in "<li>\(text)</li>\n" }
    let verdict: Markup =
      isWhole
      ? "<p class=\"good\">Replayed: every line prints again what it printed.</p>\n"
      : "<div class=\"bad\"><p>Not as it was saved:</p><ul>\n\(verdicts.joined)</ul></div>\n"
    return """
      <header>
      <p class="kind">kmslab</p>
      <h1>A session, line by line</h1>
      <dl class="facts">
      \(facts.joined)</dl>
      \(verdict)</header>

      """
  }

  /// Where the clock came to, in whatever world.
  private var end: Timestamp { record.times.max() ?? record.session.now }

  private var labs: Markup {
    guard !record.works.isEmpty else { return Markup() }
    return """
      <section>
      <h2>Labs</h2>
      \(record.works.map(ReportLab.section).joined)</section>

      """
  }

  private var quiz: Markup {
    guard !record.quiz.isEmpty else { return Markup() }
    return scores("Questions", "First answers by topic", of: "Topic", record.quiz)
  }

  private var predictions: Markup {
    let (right, count) = record.predictions
    guard count > 0 else { return Markup() }
    return scores(
      "Predictions", "What calls would come to, said before they ran", of: "Asked about",
      [("calls of AWS", right, count)])
  }

  /// A table of right answers among all.
  private func scores(
    _ title: Markup, _ caption: Markup, of what: Markup,
    _ scores: [(topic: String, right: Int, count: Int)]
  ) -> Markup {
    let rows = scores.map { topic, right, count -> Markup in
      """
      <tr><th scope="row">\(topic)</th><td class="number">\(right)</td>
      <td class="number">\(count)</td>
      <td><span class="meter">\
      <span style="width:\(100 * right / max(1, count))%"></span></span></td></tr>

      """
    }
    return """
      <section>
      <h2>\(title)</h2>
      <table>
      <caption>\(caption)</caption>
      <thead><tr><th scope="col">\(what)</th><th scope="col" class="number">Right</th>
      <th scope="col" class="number">Asked</th><th scope="col">Share</th></tr></thead>
      <tbody>
      \(rows.joined)</tbody>
      </table>
      </section>

      """
  }

  private var worlds: Markup {
    var worlds: [(name: String, session: Session)] = []
    if let free = record.free, free.world.environment.trail.count > 0 {
      worlds.append(
        (record.works.contains(where: \.isGuided) ? "Your own world" : "The world", free))
    }
    for work in record.works where work.isGuided {
      if let world = work.world { worlds.append(("The world of “\(work.lesson.title)”", world)) }
    }
    return worlds.enumerated().map { index, world -> Markup in
      """
      <section>
      <h2>\(world.name)</h2>
      \(ReportTimeline.figure(world.session, id: "t\(index)"))\
      \(ReportTrail.table(world.session))
      </section>

      """
    }.joined
  }
}
