package import Kernel
import Wire

/// A call as one line: `2026-01-02 10:00:00 alice kms Encrypt 200`.
package struct CallNote: Sendable, CustomStringConvertible {
  /// What the world's clock showed.
  package let time: Timestamp
  /// Who called, by the short name; `-` for somebody whom the world does not know.
  package let caller: String
  /// Service and operation; method and path where none was found.
  package let action: String
  /// The status of the answer.
  package let status: Int
  /// AWS's code of the refusal.
  package let code: String?

  /// Notes an answer.
  init(_ request: HTTPRequest, _ answer: ServiceAnswer, at time: Timestamp) {
    self.time = time
    caller = answer.call?.caller ?? "-"
    let service = answer.call.map { "\($0.service?.rawValue ?? "aws") \($0.name)" }
    action = service ?? "\(request.method) \(request.path.prefix(CallNote.shownPath))"
    status = answer.response.status
    code = answer.code
  }

  /// Notes lines that were posted, by the first of them; not its words where they hold a secret.
  init(line text: String, holdsSecret: Bool, status: Int, at time: Timestamp) {
    self.time = time
    let first = text.split(separator: "\n").first ?? ""
    let rest = first.utf8.count < text.utf8.count || first.count > CallNote.shownLine ? " …" : ""
    caller = "-"
    action = holdsSecret ? "line" : "line: \(first.prefix(CallNote.shownLine))\(rest)"
    self.status = status
    code = nil
  }

  /// Characters of a line that are shown.
  private static let shownLine = 60

  /// Characters of a path that are shown.
  private static let shownPath = 200

  /// The line.
  package var description: String {
    "\(time.date) \(time.timeOfDay) \(caller) \(action) \(status)\(code.map { " \($0)" } ?? "")"
  }
}
