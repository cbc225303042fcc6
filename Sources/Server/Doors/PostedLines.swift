import Kernel
import Sessions
import Shell

/// Lines that came in one request, and what they printed.
struct PostedLines: Sendable {
  /// What their commands printed, in order.
  private(set) var results: [CommandResult] = []
  /// The status of the last.
  private(set) var status = 0
  /// The line that the last error named as the next one.
  private(set) var nextLine: String?
  /// Whether one ended the session.
  private(set) var isOver = false
  private var byteCount = 0

  /// The most that they print in all, but for the last; one line has its own limit.
  private static let mostBytes = 16 << 20

  /// Output and errors in order.
  var output: [UInt8] { results.flatMap { $0.output + Array($0.errors.utf8) } }

  /// Runs lines until one ends the session, or they print too much.
  mutating func run(_ text: String, in world: inout ServedWorld) {
    var entry = ""
    var reason: IncompleteReason?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !isOver {
      let mayEnd = reason?.mayEnd(with: String(line)) ?? true
      entry += (reason == nil ? "" : "\n") + line
      guard mayEnd else { continue }
      let reply = world.lets { $0.execute(entry) }
      switch reply {
      case .incomplete(let why): reason = why
      case .done:
        take(reply)
        (entry, reason) = ("", nil)
      }
    }
    guard let reason, !isOver else { return }
    take(world.session.refuse(entry, endingWith: reason))
  }

  private mutating func take(_ reply: Reply) {
    guard case .done(let results, let status, let ends) = reply else { return }
    self.results += results
    self.status = status
    nextLine = reply.nextLine
    isOver = ends
    byteCount += results.reduce(0) { $0 + $1.output.count + $1.errors.utf8.count }
    guard byteCount > PostedLines.mostBytes else { return }
    self.results.append(
      CommandResult(
        errors: "kmslab: the lines print too much for one answer; the rest was not run\n"))
    self.status = 255
    isOver = true
  }
}

extension Endpoint {
  /// Runs lines that came in, as long as nobody stops them by their name.
  ///
  /// They see of this computer what lines from elsewhere may, and are explained as is asked for.
  func run(
    _ text: String, named name: String = "", isCoached: Bool? = nil, at moment: Timestamp
  ) -> Visit<(lines: PostedLines, place: PromptPlace, table: CommandTable)> {
    let visit = work.does(name) { work in
      stay(at: moment) { world in
        let (host, explains) = (world.session.host, world.session.isCoached)
        if let host = rules.lineHost { world.session.host = host }
        world.session.host.isStopped = { work.isStopped }
        let isAlike = keeper != nil || rules.isAtPrompt
        if let isCoached, !isAlike { world.session.isCoached = isCoached }
        var lines = PostedLines()
        lines.run(text, in: &world)
        world.session.host = host
        if !isAlike { world.session.isCoached = explains }
        if !world.session.keepsPast { world.session.forgetLines() }
        return (lines: lines, place: PromptPlace(world.session), table: world.session.table)
      }
    }
    if text.contains(where: { !$0.isWhitespace }) {
      hear?(
        CallNote(
          line: text, holdsSecret: visit.result.table.holdsSecret(text),
          status: visit.result.lines.status, at: visit.now))
    }
    return visit
  }
}
