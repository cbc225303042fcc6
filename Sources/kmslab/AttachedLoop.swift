import ArgumentParser
import Console
import Sessions
import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Feeds lines to a served world and prints what comes back.
struct AttachedLoop {
  private let world: ServedPrompt
  private let presentation: Presentation
  private let voice: Voice
  /// What the next prompt tells; `nil` for a script.
  private var place: PromptPlace?
  /// The line that the last error named as the next one.
  private var nextLine: String?
  private var status = 0
  private var isOver = false
  /// The lines of an entry that goes on, and what it still lacks.
  private var entry = ""
  private var reason: IncompleteReason?

  /// Makes a loop.
  init(_ world: ServedPrompt, _ presentation: Presentation) {
    self.world = world
    self.presentation = presentation
    voice = Voice(presentation)
  }

  /// Reads lines to the end; the status of the last.
  mutating func run() throws -> Int {
    do throws(DoorClient.Failure) {
      guard presentation.reading != .script else {
        _ = try world.print("")
        return read(PlainLines())
      }
      place = try world.run("", isCoached: nil, in: style).place
    } catch {
      complain(
        "kmslab: nothing is served at \(world.authority): \(error.reason)\n"
          + "  next: kmslab serve\n")
      throw ExitCode(255)
    }
    Interrupts.watch()
    say(Array(greeting.explained(in: voice, columns: presentation.columns).utf8))
    guard presentation.reading == .edited,
      let lines = EditedLines(program: "kmslab", presentation: presentation)
    else { return read(PlainConversation()) }
    return read(lines)
  }

  private var style: ResultStyle { ResultStyle(presentation) }

  /// Where this prompt is.
  private var greeting: String {
    """
    kmslab: you are attached to the world at http://\(world.authority): clients there see
      at once what you do here, and you what they do. quit leaves; the world stays.
      Labs and quizzes are at a prompt of their own: kmslab.

    """
  }

  private mutating func read(_ source: some LineSource) -> Int {
    var lines = source
    while !isOver {
      let conversation = lines as? any Conversation
      if Interrupts.takePending() { conversation?.dropPaste() }
      conversation?.assistant = assistant(history: conversation?.remembered ?? [])
      switch lines.next(prompt) {
      case .line(let bytes):
        guard let whole = take(bytes) else { continue }
        conversation?.remember(whole, isSecret: CommandTable.console.holdsSecret(whole))
        post(whole)
      case .interrupted: (entry, reason) = ("", nil)
      case .end:
        // The world says what is missing.
        if !entry.isEmpty { post(entry) }
        return status
      case .failed(let why):
        complain("kmslab: \(why)\n")
        return 255
      }
    }
    return status
  }

  private var prompt: Prompt {
    guard entry.isEmpty, let place else { return Prompt("> ", continuation: true) }
    return Prompt(place)
  }

  private func assistant(history: [String]) -> LineAssistant {
    var assistant = LineAssistant(
      entry: entry.isEmpty ? "" : entry + "\n", history: history, ask: world.help)
    assistant.suggestedLine = entry.isEmpty ? nextLine : nil
    return assistant
  }

  /// Takes one line; the entry, where it is complete now.
  private mutating func take(_ bytes: [UInt8]) -> String? {
    let line = String(decoding: bytes, as: UTF8.self)
    let mayEnd = reason?.mayEnd(with: line) ?? true
    entry += (reason == nil ? "" : "\n") + line
    guard mayEnd else { return nil }
    if case .incomplete(let why)? = try? ShellParser.parse(entry) {
      reason = why
      return nil
    }
    defer { (entry, reason) = ("", nil) }
    guard entry.contains(where: { !$0.isWhitespace }) else { return nil }
    return entry
  }

  /// Runs an entry in the served world, and prints what it printed.
  private mutating func post(_ entry: String) {
    do throws(DoorClient.Failure) {
      guard place != nil else {
        let (output, status) = try world.print(entry)
        self.status = status
        isOver = entry.isQuit
        return say(output)
      }
      let reply = try Waiting.line.during { () throws(DoorClient.Failure) in
        try world.run(entry, isCoached: true, in: style)
      }
      show(reply)
    } catch {
      complain("kmslab: the served world does not answer: \(error.reason)\n")
      status = 255
      isOver = presentation.reading == .script
    }
  }

  private mutating func show(_ reply: PromptReply) {
    for result in reply.results {
      say(Array(result.text(in: voice, columns: Terminal.width).utf8))
      let errors = result.errors.explained(in: voice, columns: Terminal.width)
      _ = Terminal.writeAll(STDERR_FILENO, Array(errors.utf8))
      if result.isUnanswered {
        say(Array(presentation.doneSign.explained(in: voice, columns: Terminal.width).utf8))
      }
    }
    (status, isOver, nextLine) = (reply.status, reply.ends, reply.nextLine)
    place = reply.place
  }
}

extension String {
  /// Whether an entry ends the session.
  fileprivate var isQuit: Bool {
    split(separator: " ").first.map { ["quit", "exit"].contains($0) } ?? false
  }
}
