import Console
import Kernel
import Shell
import Wire

extension Door {
  /// Runs lines of the console.
  static let line = Door(
    name: "line", method: "POST",
    summary: "runs lines, as the prompt does; JSON where the header Accept asks for it"
  ) { endpoint, request, moment in
    guard let text = String(validating: request.body, as: UTF8.self) else {
      let byte = (UTF8Check.firstInvalidByte(in: request.body) ?? 0) + 1
      return .json(400, ["error": .string("byte \(byte) of the lines is no UTF-8")])
    }
    let visit = endpoint.visit(at: moment) { world in
      var lines = PostedLines()
      lines.run(text, in: &world.session)
      if !world.session.keepsPast { world.session.forgetLines() }
      return lines
    }
    let lines = visit.result
    if request.header("accept")?.contains("application/json") == true {
      return .json(
        200,
        [
          "output": .string(String(decoding: lines.output, as: UTF8.self)),
          "status": .integer(lines.status), "now": .string(visit.now.description),
        ])
    }
    return HTTPResponse(
      status: 200,
      headers: [
        HTTPField("Content-Type", "text/plain; charset=utf-8"),
        HTTPField("x-kmslab-status", String(lines.status)),
        HTTPField("x-kmslab-now", visit.now.description),
      ], body: lines.output)
  }
}

/// Lines that came in one request, and what they printed.
private struct PostedLines: Sendable {
  /// Output and errors in order.
  private(set) var output: [UInt8] = []
  /// The status of the last.
  private(set) var status = 0
  private var isOver = false

  /// The most that they print in all, but for the last; one line has its own limit.
  private static let mostBytes = 16 << 20

  /// Runs lines until one ends the session, or they print too much.
  mutating func run(_ text: String, in session: inout Session) {
    var entry = ""
    var reason: IncompleteReason?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !isOver {
      let mayEnd = reason?.mayEnd(with: String(line)) ?? true
      entry += (reason == nil ? "" : "\n") + line
      guard mayEnd else { continue }
      switch session.execute(entry) {
      case .incomplete(let why): reason = why
      case .done(let results, let status, let ends):
        take(results, status, ends)
        (entry, reason) = ("", nil)
      }
    }
    guard let reason, !isOver,
      case .done(let results, let status, let ends) = session.refuse(entry, endingWith: reason)
    else { return }
    take(results, status, ends)
  }

  private mutating func take(_ results: [CommandResult], _ status: Int, _ ends: Bool) {
    for result in results {
      output += result.output
      output += Array(result.errors.utf8)
    }
    self.status = status
    isOver = ends
    guard output.count > PostedLines.mostBytes else { return }
    output += Array("kmslab: the lines print too much for one answer; the rest was not run\n".utf8)
    self.status = 255
    isOver = true
  }
}
