import Cloud
package import Shell
import Text

/// A session whose lines run again: it reads what they brought in then, and writes nothing.
package struct Rerun: Sendable {
  /// The session so far.
  package private(set) var session: Session
  /// Why no more lines run: what the replay may cost is used up.
  package private(set) var excess: String?
  /// What the lines brought in.
  private var files: [LogEntry.Source: LogEntry.Import] = [:]
  private let limit: ReplayLimit
  /// Who is told how far a line is.
  private let progress: @Sendable (Progress) -> Void
  private var cost = ReplayCost()

  /// Begins with no line.
  package init(
    _ configuration: SessionConfiguration, isCoached: Bool, table: CommandTable,
    companion: (any Companion)?, limit: ReplayLimit = .none,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.limit = limit
    self.progress = progress
    session = Session(configuration, isCoached: isCoached, host: .none, table: table)
    session.companion = companion
    session.host = window
  }

  /// Lays something ready for the lines to come.
  package mutating func bring(_ file: LogEntry.Import) {
    files[file.source] = file
    session.host = window
  }

  /// Runs a line; nothing for one that leaves no trace, and for one beyond the limit.
  package mutating func run(_ text: String) -> LogEntry? {
    guard excess == nil else { return nil }
    let count = session.log.count
    _ = cost.counting(&session) { session in
      let reply = session.execute(text)
      guard case .incomplete(let reason) = reply else { return reply }
      return session.refuse(text, endingWith: reason)
    }
    excess = cost.excess(over: limit)
    return session.log.count > count ? session.log.last : nil
  }

  /// The session as it goes on, with a window to the computer.
  package func finished(host: Host) -> Session {
    var session = session
    session.host = host
    session.line = Session.Line()
    return session
  }

  private var window: Host {
    let files = files
    var host = Host(
      read: { (source, _) throws(HostFailure) -> [UInt8] in
        guard let file = files[source], file.failure == nil else {
          throw HostFailure(
            reason: files[source]?.failure ?? "not among the files that the session brought in")
        }
        return file.bytes
      },
      writeFile: { (_, _) throws(HostFailure) -> Void in })
    host.mayReplay = false
    host.isStopped = limit.isTimeUp
    host.progress = progress
    return host
  }
}

extension Session {
  /// A kept session, brought back by running its lines again.
  package struct Resumed: Sendable {
    /// The session.
    package let session: Session
    /// What to tell the learner of where it is.
    package let greeting: String
    /// Why it is not the session that was kept; nothing where it is.
    package let warning: String?
    /// Whether its lines print something else than when they were kept, since they are explained
    /// now and were not then, or the other way round: the shelf has to know
    /// (`SessionShelf.retell`).
    package let isRetold: Bool

    /// Everything to tell the learner.
    package var lines: [String] { [greeting] + (warning.map { [$0] } ?? []) }
  }

  /// Brings a kept session back; the companion is one at its start.
  ///
  /// Its lines run as they were explained then, and, where all is as it was kept and something else
  /// is asked for, once more as asked for.
  package static func resumed(
    _ kept: KeptLines, isCoached: Bool, host: Host, table: CommandTable,
    companion: (any Companion)?
  ) -> Resumed {
    let lines = { isCoached in replay(kept, isCoached, host, table, companion) }
    var (rerun, difference) = lines(kept.isCoached)
    let isRetold = kept.isCoached != isCoached && difference == nil
    if isRetold { rerun = lines(isCoached).rerun }
    let session = rerun.finished(host: host)
    let count = counted(kept.lines.count, "line", grouping: false)
    let isOurs = kept.engine == engineGeneration
    let engines = "made by engine \(kept.engine), this is engine \(engineGeneration)"
    let warning = difference.map { difference in
      (isOurs ? "it is not the world that you left" : "\(engines), so the bytes differ")
        + ": the first line that prints something else is \(difference)"
    }
    return Resumed(
      session: session,
      greeting: "back in \(kept.name): \(count), it is \(session.world.now.readable)",
      warning: warning ?? (isOurs ? nil : "\(engines): what is drawn from here on differs"),
      isRetold: isRetold)
  }

  private static func replay(
    _ kept: KeptLines, _ isCoached: Bool, _ host: Host, _ table: CommandTable,
    _ companion: (any Companion)?
  ) -> (rerun: Rerun, difference: String?) {
    var rerun = Rerun(
      kept.configuration, isCoached: isCoached, table: table, companion: companion,
      progress: host.progress)
    var difference: String?
    for (index, line) in kept.lines.enumerated() {
      host.progress(Progress("back to \(kept.name)", index, of: kept.lines.count, "line"))
      for file in line.imports { rerun.bring(file) }
      let entry = rerun.run(line.text)
      if entry?.digest != line.digest, difference == nil {
        difference = "line \(index + 1), \(line.text.firstLine)"
      }
    }
    return (rerun, difference)
  }
}
