import AWSCLI
import Console
import Kernel
import Sessions
import Shell
import Terminal
import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Feeds lines to a session and prints what comes back.
struct Loop {
  private(set) var session: Session
  /// The lines of an entry that goes on.
  private var entry = ""
  /// What the entry still lacks.
  private var reason: IncompleteReason?
  /// Whether the session has ended, or nobody reads what it prints.
  private var isOver = false
  /// Whether somebody sits at a terminal.
  private var isConversation = false
  private var status = 0
  /// Clients who call the session's world, where somebody lets them in.
  private let serving = PromptServing()
  /// Why nothing more can be printed.
  private var outputFailure: OutputFailure?
  /// Lines that could not be kept, so far.
  private var unkept = 0

  private let presentation: Presentation
  private let voice: Voice
  /// The line that the last error named as the next one.
  private var nextLine: String?

  /// Makes a loop.
  init(session: Session, presentation: Presentation) {
    self.session = session
    self.presentation = presentation
    voice = Voice(presentation)
  }

  /// Runs one command; its status.
  mutating func run(command: String) -> Int {
    take(Array(command.utf8))
    finish()
    return end()
  }

  /// Reads a script; the status of its last command, or of its first failure.
  mutating func read(_ source: PlainLines, isStrict: Bool) -> Int {
    var lines = source
    reading: while !isOver {
      switch lines.next(Prompt("")) {
      case .line(let bytes): take(bytes)
      case .interrupted: continue
      case .end: break reading
      case .failed(let why):
        say("kmslab: \(why)\n")
        status = 255
        break reading
      }
      if isStrict, status != 0 { return end() }
    }
    finish()
    return end()
  }

  /// Talks with somebody at a terminal.
  mutating func converse(_ lines: any Conversation, notices: [String]) -> Int {
    var lines = lines
    if session.isCoached {
      write(
        Array(voice.dressed(Banner.text(session, notices).wrapped(presentation.columns)).utf8),
        to: STDOUT_FILENO)
    }
    isConversation = true
    openRecord()
    recall()
    // A session that goes on has its language already.
    if let language = LocalLabs.language, session.log.allSatisfy(\.course.isRecall) {
      run("learn --lang \(language)")
    }
    review()
    attend()
    lines.notes = serving.notes
    talking: while !isOver {
      session = serving.present(session)
      if Interrupts.takePending() { lines.dropPaste() }
      lines.assistant = assistant(history: lines.remembered)
      switch lines.next(prompt) {
      case .line(let typed):
        if typed.isEmpty, entry.isEmpty, session.companion?.isReviewing == true {
          run("skip")
        } else {
          take(typed, then: { text, isSecret in lines.remember(text, isSecret: isSecret) })
        }
      case .interrupted: drop()
      case .end:
        if entry.isEmpty { break talking }
        finish()
      case .failed(let why):
        say("kmslab: \(why)\n")
        status = 255
        break talking
      }
    }
    return end()
  }

  /// Lets whoever sits there stop a line, edit files, and be told something meanwhile.
  private mutating func attend() {
    Interrupts.watch()
    session.host.isStopped = {
      Waiting.line.look()
      return Interrupts.isPending
    }
    session.host.editFile = Host.realEditor
    session.host.serve = serving.order
    serving.keep(on: session.host.shelf)
    let voice = voice
    session.host.announce = { text in
      let text = VisibleText.of(text).wrapped(Terminal.width)
      let bytes = Array(voice.dressed(text).utf8)
      _ = Waiting.line.makeRoom { Terminal.writeAll(STDERR_FILENO, bytes) }
    }
  }

  /// Opens or closes the endpoint for clients.
  private mutating func carryOut(
    _ work: (PromptServing, inout Session) throws(HostFailure) -> Void
  ) {
    do throws(HostFailure) {
      try work(serving, &session)
    } catch {
      say("kmslab: what clients did last could not be kept: \(error.reason)\n")
      unkept += 1
    }
  }

  /// Says what was lost; the status to end with.
  private mutating func end() -> Int {
    carryOut { (serving, session) throws(HostFailure) in try serving.end(&session) }
    keep()
    if unkept > 0 {
      let lines = unkept == 1 ? "1 line was" : "\(unkept) lines were"
      say("kmslab: \(lines) not kept: what is kept of this session ends before\n")
    }
    guard let outputFailure else { return unkept > 0 ? 255 : status }
    outputFailure.tell()
    return outputFailure.status
  }

  private var prompt: Prompt {
    entry.isEmpty ? Prompt(PromptPlace(session)) : Prompt("> ", continuation: true)
  }

  /// What helps with the next line, from the session as it is now.
  private func assistant(history: [String]) -> LineAssistant {
    let before = entry.isEmpty ? "" : entry + "\n"
    var assistant = LineAssistant(entry: before, history: history) { [serving, session] typed in
      serving.present(session).help(with: typed)
    }
    guard entry.isEmpty else { return assistant }
    assistant.suggestedLine = nextLine
    assistant.prompt = { [serving, session] in Prompt(PromptPlace(serving.present(session))) }
    return assistant
  }

  private mutating func drop() {
    entry = ""
    reason = nil
  }

  /// Takes one line: runs the entry if it is complete now.
  private mutating func take(
    _ bytes: [UInt8], isUntyped: Bool = false,
    then remember: (_ text: String, _ isSecret: Bool) -> Void = { _, _ in }
  ) {
    guard let line = String(validating: bytes, as: UTF8.self) else {
      let offset = UTF8Check.firstInvalidByte(in: bytes) ?? 0
      say("kmslab: byte \(offset + 1) of the line is no UTF-8; the line was not run\n")
      status = 2
      drop()
      return
    }
    let mayEnd = reason?.mayEnd(with: line) ?? true
    entry += (reason == nil ? "" : "\n") + line
    guard mayEnd else { return }
    // What could not be kept is tried again, before the line leaves this session for another.
    if unkept > 0 { keep() }
    let ran = Waiting.line.during(isAwaited: isConversation) {
      serving.alone(&session) { [entry] in RunEntry(entry, isUntyped: isUntyped, in: &$0) }
    }
    nextLine = isConversation ? ran.reply.nextLine : nil
    switch ran.reply {
    case .incomplete(let reason): self.reason = reason
    case .done(let results, let status, let ends):
      keep(ran.newLineCount > 0 ? 1 : 0)
      carryOut { (serving, session) throws(HostFailure) in try serving.follow(&session) }
      if !ran.isAnswer, entry.contains(where: { !$0.isWhitespace }) {
        remember(entry, CommandTable.console.holdsSecret(entry))
      }
      drop()
      show(results, status, ends)
      // A line that is not in the log may have brought another session, which knows less.
      if isConversation, ran.newLineCount != 1 { recall() }
    }
  }

  /// Runs a line that nobody typed.
  private mutating func run(_ line: String) { take(Array(line.utf8), isUntyped: true) }

  /// Says what an entry lacks when no more lines come.
  private mutating func finish() {
    guard let reason, !isOver else { return }
    if case .done(let results, let status, let ends) = session.refuse(entry, endingWith: reason) {
      show(results, status, ends)
    }
    drop()
  }

  /// Brings in what was learned in other sessions, if this one does not know it yet.
  private mutating func recall() {
    guard let known = session.companion?.record, case .success(let shelf) = session.host.shelf,
      let record = try? shelf.record(), !record.isSame(as: known)
    else { return }
    run("recall")
  }

  /// Asks about what was learned on other days, once a day.
  private mutating func review() {
    guard let companion = session.companion, case .success(let shelf) = session.host.shelf,
      let record = try? shelf.record(), companion.isReviewDue(by: record)
    else { return }
    run("review")
  }

  /// Lets lines ask for what was learned in all sessions that are kept.
  private mutating func openRecord() {
    guard case .success(let shelf) = session.host.shelf else { return }
    session.host.record = { () throws(HostFailure) -> String in try shelf.record().text }
  }

  /// Keeps what has run, before it is shown: what was answered is not lost.
  private mutating func keep(_ newCount: Int = 0) {
    guard newCount + unkept > 0, case .success(let shelf) = session.host.shelf else { return }
    do throws(HostFailure) {
      try serving.keep(session, on: shelf)
      unkept = 0
    } catch {
      if unkept == 0 {
        say(
          "kmslab: this line could not be kept: \(error.reason); the session goes on, and the next"
            + " line tries again\n")
      }
      unkept += newCount
    }
  }

  private mutating func show(_ results: [CommandResult], _ status: Int, _ ends: Bool) {
    for result in results {
      showOutput(of: result)
      say(result.errors)
      if result.isUnanswered { sayDone() }
    }
    self.status = status
    isOver = isOver || ends
  }

  /// A sign for a call that worked and that AWS answers with nothing.
  private mutating func sayDone() {
    guard isConversation, session.isCoached, !session.isQuiet else { return }
    say(presentation.doneSign)
  }

  /// Writes what a command printed: as it is, but to a terminal nothing that could steer it.
  private mutating func showOutput(of result: CommandResult) {
    guard isatty(STDOUT_FILENO) == 1 else { return write(result.output, to: STDOUT_FILENO) }
    guard isConversation else {
      let result = presentation.usesColours ? result.onTerminal : result
      let text = VisibleText.of(result.output, keepingColours: result.isColoured)
      return write(Array(text.utf8), to: STDOUT_FILENO)
    }
    let shown = result.shown(in: ResultStyle(presentation))
    write(Array(shown.text(in: voice, columns: Terminal.width).utf8), to: STDOUT_FILENO)
  }

  private mutating func say(_ text: String) {
    guard isConversation else {
      return write(VisibleText.bytes(of: text, on: STDERR_FILENO), to: STDERR_FILENO)
    }
    write(Array(text.explained(in: voice, columns: Terminal.width).utf8), to: STDERR_FILENO)
  }

  /// Writes; where that is not possible there is nothing left to do.
  private mutating func write(_ bytes: [UInt8], to descriptor: Int32) {
    guard !bytes.isEmpty else { return }
    do throws(OutputFailure) {
      try OutputFailure.write(bytes, to: descriptor)
    } catch {
      isOver = true
      outputFailure = outputFailure ?? error
    }
  }
}

/// An entry that has run.
private struct RunEntry: Sendable {
  let reply: Reply
  /// Whether it was an answer to a question.
  let isAnswer: Bool
  /// How many lines the log has more.
  let newLineCount: Int

  /// Runs it.
  init(_ entry: String, isUntyped: Bool, in session: inout Session) {
    let lineCount = session.log.count
    isAnswer = session.isAnswer(entry)
    reply = session.execute(entry, isUntyped: isUntyped)
    newLineCount = session.log.count - lineCount
  }
}

/// What stands above the first prompt.
enum Banner {
  /// The text, for a session that explains itself; short where somebody comes back.
  static func text(_ session: Session, _ notices: [String]) -> String {
    let caller = session.present.caller
    let name = caller.shortName(from: session.configuration.account)
    let place = "account \(caller.account), Region \(session.present.region)"
    let lessons = session.companion?.greeting(in: session) ?? []
    let notes = notices.isEmpty ? [] : [""] + notices
    let lines = (session.log.isEmpty ? tour : returning) + lessons + notes
    return """
      kmslab: AWS KMS and S3, simulated. Nothing here reaches AWS, reads your AWS
      credentials or costs money. The clock stands still until you move it.
      You are \(name == "root" ? "the root user" : name) in \(place).

      \(lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined())

      """
  }

  private static let tour = [
    "aws kms create-key    or any AWS CLI command of KMS and S3",
    "advance 365d          lets a year pass         undo takes anything back",
    "help first-steps      from a new key to its end; help: everything",
    "help console          what you would click in AWS's web console",
  ]

  private static let returning = [
    "new                   begins another session   sessions lists what is kept",
    "help                  everything",
  ]
}
