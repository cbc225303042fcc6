package import AWSCLI
package import Cloud
package import Kernel
package import Shell

/// A learner's session: the moment that it is at, how it came there, and how it answers.
package struct Session: Sendable {
  /// What the log started from; with its lines it makes the session again.
  package internal(set) var beginning: SessionConfiguration
  /// What the present world started from: the log's beginning, or that of a world entered later.
  package internal(set) var configuration: SessionConfiguration
  /// The cloud, the files, the variables and the profile.
  package var present: Moment
  /// The window to real files.
  package var host: Host
  /// The commands, but for those of the companion.
  package let table: CommandTable
  /// Whether the program explains beside AWS's own words.
  package var isCoached: Bool
  /// Whether a terminal shows nothing where AWS answers nothing.
  package var isQuiet = false
  /// Who looks over the learner's shoulder.
  package var companion: (any Companion)?
  /// The status of the last command, `$?`.
  package var lastStatus = 0
  /// The status of the last line in the log, but for what clients called: whoever types does not
  /// see that between his lines.
  var lineStatus = 0
  /// The status of the last line that somebody typed, in the log or not: `quit` ends with it.
  var typedStatus = 0
  /// Everything that was typed, and what it printed.
  package internal(set) var log: [LogEntry] = []

  /// How the present moment came about.
  package internal(set) var history = History()
  /// Whether earlier moments are kept, for undo.
  package var keepsPast = true
  /// Whether calls that come over the wire, and the clock's own moves, are lines of the log.
  package var keepsCalls = false
  /// How many lines the log no longer has, the first ones.
  var forgottenLines = 0
  /// The name of the branch that the session is on.
  package internal(set) var branch = Branch.first
  /// The other branches by name.
  package internal(set) var branches: OrderedMap<String, Branch> = [:]
  /// Remarks that were made once and are not repeated, by name.
  var toldRemarks: Set<String> = []
  /// The last that was asked of AWS, which `explain` explains.
  package internal(set) var lastRequest: ToldRequest?
  /// The line that runs now.
  var line = Line()
  /// Real files that the present line brought in.
  var pendingImports: [LogEntry.Import] = []

  /// The line that runs now.
  struct Line: Sendable {
    /// As it was typed.
    var text = ""
    /// Whether the program runs it by itself.
    var isUntyped = false
    /// What the pipe gives to the command that runs, as `/dev/stdin` names it.
    var standardInput: [UInt8] = []
    /// The one command of the line, before expansion; `nil` where it has several.
    var onlyCommand: ShellCommand?
    /// The moment that undo would bring back: where the line began, or where history took it.
    var origin: Moment?
    /// Whether it has changed anything since its origin that undo could bring back.
    var isChanging = false
    /// Whether it has changed anything, or moved through history.
    var hasChanged = false
    /// Whether it stays out of the log as long as it changes nothing.
    var isUnlogged = false
    /// Whether it was a command of the companion.
    var isCompanions = false
    /// Whether it is a call that a client made.
    var isClients = false
    /// Whether the session ends after it.
    var ends = false
    /// What its commands were refused with.
    var complaints: [Complaint] = []
    /// How often keys have rotated in it.
    var rotations = 0
    /// How it moved the clock.
    var passages: [Passage] = []
    /// The status to end with, where one was asked for.
    var exitStatus: Int?
    /// Bytes of objects that it wrote and that do not count as its work.
    var uncountedBytes = 0
    /// What came of it where it moved the clock.
    var passage: Result<Passage, ClockRefusal>?
  }

  /// Most bytes of files and objects that the history holds on to; the oldest steps go first.
  var historyBytes = 1 << 30

  /// Starts a session.
  package init(
    _ configuration: SessionConfiguration, isCoached: Bool, host: Host, table: CommandTable
  ) {
    beginning = configuration
    self.configuration = configuration
    self.isCoached = isCoached
    self.host = host
    self.table = table
    present = Moment(configuration)
  }

  /// The cloud.
  package var world: World { present.world }

  /// The present moment of the simulated clock.
  package var now: Timestamp { world.now }
}

/// What came of a text that was typed.
package enum Reply: Sendable {
  /// The text goes on in the next line.
  case incomplete(IncompleteReason)
  /// It ran; results in order, the status of the last command, and whether the session ends.
  case done([CommandResult], status: Int, ends: Bool)
}

extension Session {
  /// Runs what was typed, or what the program types by itself; incomplete text changes nothing.
  package mutating func execute(_ text: String, isUntyped: Bool = false) -> Reply {
    let reply = answer(text, isUntyped: isUntyped)
    guard case .done(_, let status, _) = reply, !isUntyped, !line.isClients,
      text.contains(where: { !$0.isWhitespace })
    else { return reply }
    typedStatus = status
    return reply
  }

  private mutating func answer(_ text: String, isUntyped: Bool) -> Reply {
    line = Line(text: text, isUntyped: isUntyped)
    pendingImports = []
    // What is not in the log leaves no trace.
    lastStatus = lineStatus
    let script: Script
    do throws(ShellSyntaxError) {
      switch try ShellParser.parse(text) {
      case .complete(let parsed): script = parsed
      case .incomplete(let reason): return .incomplete(reason)
      }
    } catch {
      return refuse(text, error)
    }
    line.origin = present
    if script.steps.count == 1, script.steps[0].pipeline.commands.count == 1 {
      line.onlyCommand = script.steps[0].pipeline.commands[0]
    }
    if let question = holdLine(text, script) {
      lastStatus = 0
      log(text, [question], isHeld: true)
      return .done([question], status: lastStatus, ends: false)
    }
    // Of one command, what it changed is taken back by the moment alone.
    let before = line.onlyCommand == nil ? self : nil
    var results = interpret(script)
    if isStopped, let stopped = takeBack(to: before) { return stopped }
    settle()
    line.origin = nil
    if let words = hearCompanion() { results.append(words) }
    if !line.isUnlogged || line.hasChanged { log(text, results) }
    return .done(results, status: line.exitStatus ?? lastStatus, ends: line.ends)
  }

  /// Takes back what a line did that was told to stop; `nil` where it is done and stays so.
  private mutating func takeBack(to before: Session?) -> Reply? {
    guard !line.isUnlogged, !line.isCompanions, before != nil || !line.hasChanged,
      let origin = line.origin
    else { return nil }
    if let before { self = before } else { present = origin }
    line.origin = nil
    lastStatus = 130
    let result = CommandResult(
      errors: "kmslab: stopped; everything is as it was before the line\n", status: 130)
    return .done([result], status: 130, ends: false)
  }

  /// Answers a text that cannot be run, at the end of input for instance.
  package mutating func refuse(_ text: String, _ error: ShellSyntaxError) -> Reply {
    line = Line(text: text)
    let fault = Fault(error.message, range: error.range, next: nil, hint: error.suggestion)
    lastStatus = 2
    let result = refused(fault)
    log(text, [result])
    return .done([result], status: 2, ends: false)
  }

  /// Makes what the line has changed so far one step that undo takes back: before a command looks
  /// at the history or moves through it.
  package mutating func settle() {
    guard let origin = line.origin else { return }
    // Files and variables also change by redirections and assignments, which no command sees.
    if line.isChanging || origin.files != present.files || origin.variables != present.variables {
      if keepsPast {
        let step = History.Step(origin, line.text, line: lineCount, before: present)
        history.add(step, byteLimit: historyBytes)
      }
      line.hasChanged = true
    }
    line.isChanging = false
    line.origin = present
  }

  /// Notes that the line moved through history: what it changes from here on is another step.
  mutating func settleInHistory() {
    line.isChanging = false
    line.hasChanged = true
    line.origin = present
  }

  mutating func log(_ text: String, _ results: [CommandResult], isHeld: Bool = false) {
    // A line that prints binary data is logged by its readable form; replay compares the same form.
    let output = results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    let course = LogEntry.Course(
      now: now, maker: history.past.last?.value.line,
      hasFailure: results.contains { $0.status != 0 }, isUntyped: line.isUntyped, isHeld: isHeld,
      isRecall: pendingImports.contains { $0.source == .record },
      next: results.nextLine)
    log.append(
      LogEntry(
        text: text, output: output, status: lastStatus, imports: pendingImports,
        complaints: line.complaints, course: course))
    if !line.isClients { lineStatus = lastStatus }
  }
}

extension Session: ShellEnvironment {
  package var isStopped: Bool { host.isStopped() }

  package var writtenBytes: Int {
    // What the line brought in was there already.
    present.writtenByteCount - line.uncountedBytes
      - pendingImports.reduce(0) { $0 + $1.bytes.count }
  }

  package var variables: OrderedMap<String, String> {
    get { present.variables }
    set { present.variables = newValue }
  }

  package var files: VirtualFiles {
    get { present.files }
    set { present.files = newValue }
  }

  /// Runs one command: the first of its name that does not leave the words to another.
  ///
  /// The companion's come first, but not before sh's and AWS CLI's.
  package mutating func run(_ words: [Argument], input: [UInt8]) -> CommandResult {
    guard let name = words.first?.text else { return CommandResult() }
    let named = table[name]
    if named.first?.kind.isCommonLanguage != true,
      let command = companion?.command(meantBy: name),
      let result = command.body(&self, words, input)
    {
      return result
    }
    for command in named {
      if let result = command.body(&self, words, input) { return result }
    }
    return table.unknown(&self, words)
  }
}

extension Session {
  /// Answers a text to which no more lines come.
  package mutating func refuse(_ text: String, endingWith reason: IncompleteReason) -> Reply {
    let end = text.utf8.count
    return refuse(
      text,
      ShellSyntaxError(
        message: "the input ends where \(reason)", range: end..<end, suggestion: nil))
  }
}
