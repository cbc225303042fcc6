import Console
package import Sessions
import Shell

/// The replay of a lab file: its blocks run in order on a fresh session, and what they print is
/// compared with what the file expects.
///
/// * `given` and `console` run their commands. A command of `given` without expected lines may
///   print anything; its status counts all the same.
/// * `console alt=2` and further run from the moment at which the last `console` block without
///   `alt` began; what they do is forgotten afterwards.
/// * `prove`, which stands behind a question, runs in a session of its own that is as new as that
///   at the file's start; nothing of it remains.
/// * `file name=NAME` sets a virtual file; `file import …`, which saved sessions have, one of the
///   pretended disk that `import`, `save` and `load` reach.
/// * All else is passed over. The session explains nothing unless the front matter says
///   `coach: true`, and has lessons only where it says `tutor: true`.
///
/// A file of kind `session` is one that was saved: its lines come back as `load` and `grade` bring
/// them back, and print what they printed to the letter.
package struct Replay: Sendable {
  /// Every command that ran, in order.
  package private(set) var steps: [Step] = []
  /// What is wrong beside the commands: a saved session that is not the same world, or lines beyond
  /// the limit.
  package private(set) var fault: LabFileError?

  /// One command of the file.
  package struct Step: Sendable {
    /// What the file says.
    package let exchange: LabFile.Exchange
    /// Its command with the values of the names in it.
    package let command: String
    /// What it printed.
    package let output: String
    /// The status that it had.
    package let status: Int
    /// Where it is not as expected, what the file should say instead; else `nil`.
    package let difference: Difference?
  }

  /// Replays a file, with lessons where it has a tutor; throws where the file itself is wrong.
  ///
  /// `progress` hears how many commands are done.
  package init(
    _ file: LabFile, lessons: [Lesson] = Tutor.builtIn, limit: ReplayLimit = ReplayLimit(),
    progress: (_ done: Int) -> Void = { _ in }
  ) throws(LabFileError) {
    if file["kind"] == "session" {
      let replayed = try SessionFile.replay(
        file, table: .console, companion: Tutor(lessons), limit: limit
      ) {
        steps.append(Step($0, $1))
        progress(steps.count)
      }
      fault = replayed.verdict.map { LabFileError(line: 1, message: $0) }
    } else {
      // The worlds of the player go with it: none is kept beyond the replay.
      var player = try Player(file, lessons: lessons, limit: limit)
      for block in file.blocks where player.excess == nil {
        try player.run(block)
        progress(player.steps.count)
      }
      (steps, fault) = (player.steps, player.excess)
    }
  }

  /// Replays the bytes of a file.
  package init(_ bytes: [UInt8]) throws(LabFileError) { try self.init(LabFile(bytes)) }

  /// What is not as the file expects, in the file's order.
  package var differences: [Difference] { steps.compactMap(\.difference) }
}

extension Replay.Step {
  /// A line of a saved session, and what is in the log of it.
  init(_ exchange: LabFile.Exchange, _ entry: LogEntry?) {
    self.exchange = exchange
    command = exchange.command
    output = entry?.output ?? ""
    status = entry?.status ?? 0
    difference =
      exchange.isPrinted(by: entry)
      ? nil
      : Difference(
        exchange, command, found: LabFile.Exchange.outputLines(output), status: status)
  }
}

/// What runs the blocks of a lab file.
private struct Player {
  private(set) var steps: [Replay.Step] = []
  /// Why no more lines run: what the replay may cost is used up.
  private(set) var excess: LabFileError?

  private let configuration: SessionConfiguration
  private let isCoached: Bool
  private let limit: ReplayLimit
  private var cost = ReplayCost()
  private var session: Session
  private var bindings = Bindings()
  private var disk = PretendDisk()
  private var hasEnded = false
  /// Where the last console block without `alt` began.
  private var origin: (session: Session, bindings: Bindings, disk: PretendDisk, hasEnded: Bool)

  init(
    _ file: LabFile, lessons: [Lesson], limit: ReplayLimit
  ) throws(LabFileError) {
    configuration = try file.configuration()
    isCoached = file["coach"] == "true"
    self.limit = limit
    session = Session(configuration, isCoached: isCoached, host: disk.host)
    if file["tutor"] == "true" { session.companion = Tutor(lessons) }
    origin = (session, bindings, disk, hasEnded)
  }
}

extension Player {
  mutating func run(_ block: LabFile.Block) throws(LabFileError) {
    switch block.kind {
    case "given": try run(block, isGiven: true)
    case "console":
      if let alternative = block.attribute("alt"), alternative != "1" {
        let present = (session, bindings, disk, hasEnded)
        restore(origin)
        try run(block, isGiven: false)
        restore(present)
      } else {
        origin = (session, bindings, disk.copy(), hasEnded)
        try run(block, isGiven: false)
      }
    case "prove": try runAlone(block)
    case "file" where block.attributes.contains("import"):
      let file = try block.importedFile()
      disk.put(file)
    case "file": try write(block)
    default: break
    }
  }

  private mutating func runAlone(_ block: LabFile.Block) throws(LabFileError) {
    let present = (session, bindings, disk, hasEnded)
    disk = PretendDisk()
    session = Session(configuration, isCoached: isCoached, host: disk.host)
    (bindings, hasEnded) = (Bindings(), false)
    try run(block, isGiven: false)
    restore(present)
  }

  private mutating func restore(
    _ moment: (session: Session, bindings: Bindings, disk: PretendDisk, hasEnded: Bool)
  ) {
    (session, bindings, hasEnded) = (moment.session, moment.bindings, moment.hasEnded)
    disk = moment.disk.copy()
    session.host = disk.host
  }

  private mutating func write(_ block: LabFile.Block) throws(LabFileError) {
    guard let name = block.attribute("name") else {
      throw LabFileError(line: block.firstLine - 1, message: "a file block has a name=…")
    }
    var bytes: [UInt8] = []
    for line in block.lines { bytes += Array(line.utf8) + [10] }
    do throws(VirtualFileError) {
      try session.files.write(bytes, to: name)
    } catch {
      throw LabFileError(line: block.firstLine - 1, message: "\(error)")
    }
  }

  private mutating func run(_ block: LabFile.Block, isGiven: Bool) throws(LabFileError) {
    for exchange in try block.exchanges() where excess == nil {
      guard !hasEnded else {
        throw LabFileError(line: exchange.line, message: "the session has ended above")
      }
      run(exchange, isGiven: isGiven)
      excess = cost.excess(over: limit).map {
        LabFileError(line: exchange.line, message: "the replay ended here: \($0)")
      }
    }
  }

  private mutating func run(_ exchange: LabFile.Exchange, isGiven: Bool) {
    let command = bindings.filling(exchange.command)
    let reply = cost.counting(&session) { session in
      let reply = session.execute(command)
      guard case .incomplete(let reason) = reply else { return reply }
      return session.refuse(command, endingWith: reason)
    }
    guard case .done(let results, let status, let ends) = reply else { return }
    hasEnded = ends
    let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    let printed = PrintedLine.lines(of: output)
    let isFree = isGiven && exchange.output.isEmpty
    let pattern = OutputPattern(isFree ? ["..."] : exchange.output)
    let bound = pattern.match(printed, bindings)
    var difference: Difference?
    if bound == nil || status != exchange.status {
      let lines = bound == nil ? pattern.updated(printed, bindings) : exchange.output
      difference = Difference(exchange, command, found: lines, status: status)
      // The names go on to mean what they can: one difference shall not make every later line one.
      bindings = bound ?? OutputPattern(lines).match(printed, bindings) ?? bindings
    }
    if let bound { bindings = bound }
    steps.append(
      Replay.Step(
        exchange: exchange, command: command, output: output, status: status,
        difference: difference))
  }
}
