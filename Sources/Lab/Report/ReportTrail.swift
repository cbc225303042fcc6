import Access
import Cloud
import Kernel
import Sessions

/// The trail in a report.
enum ReportTrail {
  /// Records beyond this many are left out, the oldest first.
  private static let limit = 400

  static func table(_ session: Session) -> Markup {
    let trail = session.world.environment.trail
    guard trail.count > 0 else { return Markup() }
    let rows = trail.suffix(limit).map { row($0.index + 1, $0.record, session) }
    let left = trail.count > limit ? ", the last \(limit) of \(trail.count)" : ""
    return """
      <table class="trail">
      <caption>Trail: every call and event\(left)</caption>
      <thead><tr><th scope="col" class="number">No.</th><th scope="col">Time</th>
      <th scope="col">Who</th>
      <th scope="col">What</th><th scope="col">On</th><th scope="col">Result</th></tr></thead>
      <tbody>
      \(rows.joined)</tbody>
      </table>

      """
  }

  private static func row(_ number: Int, _ record: TrailRecord, _ session: Session) -> Markup {
    let result: Markup =
      record.error.map { "<td class=\"refused\">\($0.code)</td>" } ?? "<td>ok</td>"
    return """
      <tr><td class="number">\(number)</td><td class="time">\(time(record.time))</td>
      <td>\(who(record, session))</td><td>\(record.service.rawValue):\(record.name)</td>
      <td class="name">\(record.resources.first?.resource ?? "")</td>\(result)</tr>

      """
  }

  /// Day and hour.
  static func time(_ time: Timestamp) -> String { "\(time.date) \(time.timeOfDay)" }

  private static func who(_ record: TrailRecord, _ session: Session) -> String {
    switch record.actor {
    case .principal(let principal, let service):
      principal.shortName(from: session.configuration.account)
        + (service.map { " via \($0.rawValue)" } ?? "")
    case .aws: "AWS"
    }
  }
}
