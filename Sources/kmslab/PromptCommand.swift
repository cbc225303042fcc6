import ArgumentParser
import Console
import Kernel
import Lab
import Terminal

/// `kmslab` alone: the prompt, a script, or one command.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Opens the prompt, or runs a script or one command.")

  @Option(
    help: ArgumentHelp(
      "What all randomness is drawn from; another seed is another world. (default: 1)"))
  var seed: UInt64?

  @Option(
    help: "Where the clock starts, as 2025-01-01 or 2025-01-01T09:30. (default: 2025-01-01)")
  var start: Timestamp?

  @Option(
    help: "The Region of calls that name none. (default: us-east-1)",
    completion: .list(Region.common.map(\.description)))
  var region: Region?

  @Option(help: "Your account, twelve digits. (default: 111122223333)")
  var account: AccountID?

  @Option(
    help: "The session to go on with, or to begin; also for scripts and single commands.",
    completion: .custom { _, _, _ in SessionKeeping.names })
  var session: String?

  @Flag(help: "Keep nothing: neither the session nor what is learned.")
  var ephemeral = false

  @Flag(help: "Without a terminal: stop at the first command that fails, with its status.")
  var strict = false

  @Flag(help: "At the prompt: AWS's own words alone, no explanations.")
  var noCoach = false

  @Flag(help: "For screen readers: nothing is redrawn, signs are words, choices have numbers.")
  var plain = false

  @ArgumentParser.Argument(
    parsing: .postTerminator, help: "One command to run instead of reading lines.")
  var command: [String] = []

  func validate() throws {
    guard !ephemeral || session == nil else {
      throw ValidationError("--ephemeral keeps nothing, --session NAME does: choose one of them.")
    }
  }

  mutating func run() throws {
    let presentation = Terminal.presentation(isPlain: plain)
    let isPrompt = command.isEmpty && presentation.reading != .script
    let beginning = try begin(isPrompt: isPrompt)
    var loop = Loop(session: beginning.session, presentation: presentation)
    let status: Int
    if !command.isEmpty {
      status = loop.run(command: command.map(quoted).joined(separator: " "))
    } else if isPrompt {
      status = loop.converse(conversation(presentation), notices: beginning.notices)
    } else {
      status = loop.read(PlainLines(), isStrict: strict)
    }
    throw ExitCode(Int32(status))
  }

  /// Edited lines where the terminal can be drawn on, else plain ones.
  private func conversation(_ presentation: Presentation) -> any Conversation {
    if presentation.reading == .edited,
      let lines = EditedLines(
        program: "kmslab", historyPath: history, presentation: presentation)
    {
      return lines
    }
    return PlainConversation()
  }

  private var history: String? { ephemeral ? nil : StateFolder.history }

  private func begin(isPrompt: Bool) throws -> SessionKeeping.Beginning {
    var configuration = SessionConfiguration()
    configuration.seed = seed ?? configuration.seed
    configuration.start = start ?? configuration.start
    configuration.region = region ?? configuration.region
    configuration.account = account ?? configuration.account
    do throws(HostFailure) {
      return try SessionKeeping(
        name: session, isEphemeral: ephemeral, configuration: configuration,
        isNewWorld: seed != nil || start != nil || region != nil || account != nil,
        isPrompt: isPrompt, isCoached: isPrompt && !noCoach
      ).begin()
    } catch {
      throw ValidationError(error.reason)
    }
  }
}

extension Timestamp: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension Region: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension AccountID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
