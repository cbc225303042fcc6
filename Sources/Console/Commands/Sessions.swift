import Cloud
import Kernel
package import Sessions
import Shell
import Text

/// The sessions that the program keeps from one start to the next.
extension LabCommand {
  /// Lists them.
  static let sessions = LabCommand(
    "sessions", "lists the sessions that are kept",
    details: """
      Every line that you type at the prompt is kept as soon as it has run; kmslab
      alone goes on where you left. A session is a seed and its lines.

        sessions          all of them, the one used last first
        new [NAME]        begins another; this one stays as it is
        resume NAME       goes back to one
        delete NAME       removes one; what you learned in it stays known

      Outside: kmslab --session NAME opens one, also for scripts and pipes;
      kmslab --ephemeral keeps nothing. The database is sessions.sqlite in
      $XDG_STATE_HOME/kmslab, else ~/.local/state/kmslab; it holds what you typed.
      """
  ) { session, arguments, _ throws(Fault) in
    try session.leaveLog("sessions")
    try arguments.refuseWords(after: 0, of: "sessions")
    let kept = try session.onShelf { (shelf) throws(HostFailure) in try shelf.sessions() }
    let rows = kept.map { entry in
      let mark = entry.isPresent ? "*" : " "
      let count = counted(entry.lineCount, "line", grouping: false)
      let elsewhere = entry.isOpenElsewhere ? "  open in another terminal" : ""
      return "\(mark) \(entry.name.padded(18))\(count.padded(12))\(entry.now)\(elsewhere)"
    }
    return LabAnswer(
      lines: rows.isEmpty ? ["no session is kept"] : rows,
      document: ["Sessions": .list(kept.map(\.document))])
  }

  /// Begins another.
  static let new = LabCommand(
    "new", "begins another session; this one is kept", operands: "[NEWNAME]",
    options: [
      ToolOption("--seed", value: "SEED", summary: "another seed makes another world"),
      ToolOption("--start", value: "DATE", summary: "where its clock starts"),
    ],
    details: "The seed is that of this session unless another is asked for. See help sessions."
  ) { session, arguments, _ throws(Fault) in
    try session.leaveLog("new")
    try arguments.refuseWords(after: 1, of: "new")
    var configuration = session.beginning
    configuration.seed = try arguments.value("--seed", "a number", configuration.seed) {
      UInt64($0)
    }
    configuration.start = try arguments.value("--start", "a date", configuration.start) {
      Timestamp($0)
    }
    let (wanted, present) = (arguments.operands.first?.text, session)
    let name = try session.onShelf { (shelf) throws(HostFailure) in
      try shelf.create(wanted, configuration, isCoached: present.isCoached)
    }
    var fresh = Session(
      configuration, isCoached: present.isCoached, host: present.host, table: present.table)
    fresh.companion = present.companion?.atStart
    session = fresh
    session.leaveOutOfLog()
    return LabAnswer(
      lines: ["\(name): a new world, seed \(configuration.seed), \(session.world.now.readable)"],
      document: ["Name": .string(name)])
  }

  /// Goes back to one.
  static let resume = LabCommand(
    "resume", "goes back to a session that is kept", operands: "SESSION",
    details: "Its lines run again, which makes the same world. sessions lists the names."
  ) { session, arguments, _ throws(Fault) in
    try session.leaveLog("resume")
    let word = try arguments.sessionName("resume")
    let kept = try session.onShelf { (shelf) throws(HostFailure) in try shelf.open(word.text) }
    let resumed = Session.resumed(
      kept, isCoached: session.isCoached, host: session.host, table: session.table,
      companion: session.companion?.atStart)
    session = resumed.session
    if resumed.isRetold {
      try session.onShelf { (shelf) throws(HostFailure) in try shelf.retell(resumed.session) }
    }
    session.leaveOutOfLog()
    return LabAnswer(
      lines: resumed.lines,
      document: [
        "Name": .string(kept.name), "Lines": .integer(kept.lines.count),
        "Now": .timestamp(session.world.now),
      ])
  }

  /// Removes one.
  static let delete = LabCommand(
    "delete", "removes a session that is kept", operands: "SESSION",
    details: """
      There is no way back; save FILE keeps a copy in a file. What you learned in the
      session stays known. Lab files and virtual files have rm.
      """
  ) { session, arguments, _ throws(Fault) in
    try session.leaveLog("delete")
    let word = try arguments.sessionName("delete")
    try session.onShelf { (shelf) throws(HostFailure) in try shelf.delete(word.text) }
    return LabAnswer(lines: ["\(word.text) is gone"], document: ["Name": .string(word.text)])
  }
}

extension KeptSession {
  fileprivate var document: Document {
    [
      "Name": .string(name), "Lines": .integer(lineCount), "Now": .string(now),
      "Present": .bool(isPresent), "OpenElsewhere": .bool(isOpenElsewhere),
    ]
  }
}

extension ToolArguments {
  /// The one word that names a session.
  fileprivate func sessionName(_ command: String) throws(Fault) -> Argument {
    try refuseWords(after: 1, of: command)
    guard let word = operands.first else {
      throw Fault("\(command) needs the name of a session", next: "sessions")
    }
    return word
  }

  /// The value of an option that has a form.
  fileprivate func value<Value>(
    _ option: String, _ form: String, _ standard: Value, _ read: (String) -> Value?
  ) throws(Fault) -> Value {
    guard let text = value(option) else { return standard }
    guard let value = read(text) else {
      throw Fault("\(option) takes \(form), not \(quoted(text))", next: "help new")
    }
    return value
  }
}

extension Session {
  /// Asks the shelf, or says why there is none.
  func onShelf<Answer>(
    _ ask: (any SessionShelf) throws(HostFailure) -> Answer
  ) throws(Fault) -> Answer {
    do throws(HostFailure) {
      return try ask(try host.shelf.get())
    } catch {
      throw Fault(error.reason, next: "help sessions", status: 1)
    }
  }

  /// Keeps a command out of the log, since what it answers is no matter of this session alone; so
  /// it has to stand alone on its line.
  mutating func leaveLog(_ command: String) throws(Fault) {
    guard isOnlyCommand(command) else {
      throw Fault("\(command) stands on a line of its own", next: "help \(command)")
    }
    leaveOutOfLog()
  }

  /// Fails where the line may run no other session.
  package func checkMayReplay() throws(Fault) {
    guard host.mayReplay else {
      throw Fault("a line that nobody types here runs no other session", status: 1)
    }
  }

  /// Whether the present line is one command of a name, without redirection or assignment.
  private func isOnlyCommand(_ name: String) -> Bool {
    isOneCommand && onlyCommand?.words.first?.plainText == name
  }
}
