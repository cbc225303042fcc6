import ArgumentParser
import Console
import Kernel
import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `kmslab attach`: a prompt in a world that is served.
struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Opens a prompt in a world that kmslab serve serves.",
    discussion: """
      kmslab attach                          to http://127.0.0.1:4566
      kmslab attach http://127.0.0.1:4567    to another port
      kmslab attach < script                 runs the lines of a script there

      What is typed runs in the served world, where clients see it at once. Names of keys and \
      buckets are not completed, and files of this computer are out of reach.
      """)

  @ArgumentParser.Argument(help: "Where the world is served. (default: http://127.0.0.1:4566)")
  var url = "http://127.0.0.1:4566"

  @Flag(help: "For screen readers: nothing is redrawn, signs are words, choices have numbers.")
  var plain = false

  mutating func run() throws {
    guard let client = DoorClient(url) else {
      throw ValidationError("there is no world at \(url): name it as http://127.0.0.1:4566")
    }
    let presentation = Terminal.presentation(isPlain: plain)
    var loop = try AttachedLoop(client, presentation)
    throw ExitCode(Int32(loop.run()))
  }
}

/// Feeds lines to a served world and prints what comes back.
struct AttachedLoop {
  private let client: DoorClient
  private let presentation: Presentation
  /// What the world's clock showed the last time.
  private var date = ""
  private var status = 0
  private var isOver = false
  /// The lines of an entry that goes on, and what it still lacks.
  private var entry = ""
  private var reason: IncompleteReason?

  /// Looks whether a world is there.
  init(_ client: DoorClient, _ presentation: Presentation) throws {
    self.client = client
    self.presentation = presentation
    do throws(DoorClient.Failure) {
      date = DoorClient.date(try client.ask("POST", "line"))
    } catch {
      complain(
        "kmslab: nothing is served at \(client.authority): \(error.reason)\n"
          + "  next: kmslab serve\n")
      throw ExitCode(255)
    }
  }

  /// Reads lines to the end; the status of the last.
  mutating func run() -> Int {
    guard presentation.reading != .script else { return read(PlainLines()) }
    guard presentation.reading == .edited,
      let lines = EditedLines(program: "kmslab", presentation: presentation)
    else { return read(PlainConversation()) }
    return read(lines)
  }

  private mutating func read(_ source: some LineSource) -> Int {
    var lines = source
    let local = Session()
    while !isOver {
      let conversation = lines as? any Conversation
      conversation?.assistant = LineAssistant(
        local, entry: entry.isEmpty ? "" : entry + "\n", history: conversation?.remembered ?? [])
      switch lines.next(prompt) {
      case .line(let bytes):
        guard let whole = take(bytes) else { continue }
        conversation?.remember(whole, isSecret: Session.holdsSecret(whole))
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
    entry.isEmpty
      ? Prompt("\(date) $ ", right: client.authority) : Prompt("> ", continuation: true)
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
    let words = entry.split(separator: " ")
    isOver = words.first.map { ["quit", "exit"].contains($0) } ?? false
    return words.isEmpty ? nil : entry
  }

  /// Runs an entry in the served world, and prints what it printed.
  private mutating func post(_ entry: String) {
    do throws(DoorClient.Failure) {
      let answer = try client.ask("POST", "line", Array(entry.utf8))
      date = DoorClient.date(answer)
      status = answer.headers["x-kmslab-status"].flatMap { Int($0) } ?? 255
      show(answer.body)
    } catch {
      complain("kmslab: the served world does not answer: \(error.reason)\n")
      status = 255
      isOver = presentation.reading == .script
    }
  }

  private func show(_ bytes: [UInt8]) {
    guard isatty(STDOUT_FILENO) == 1 else { return say(bytes) }
    let text = VisibleText.of(String(decoding: bytes, as: UTF8.self)).wrapped(Terminal.width)
    say(Array(Voice(presentation).dressed(text).utf8))
    if let last = bytes.last, last != 10 { say([10]) }
  }
}

extension DoorClient {
  /// The date that the world's clock showed with an answer.
  fileprivate static func date(_ answer: Answer) -> String {
    String(answer.headers["x-kmslab-now"]?.prefix(10) ?? "")
  }
}
