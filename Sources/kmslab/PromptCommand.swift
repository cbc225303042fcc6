import ArgumentParser
import Console
import Kernel
import Lab
import Terminal

/// `kmslab` alone: the prompt, a script, or one command.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Opens the prompt, or runs a script or one command.")

  @Option(help: "What all randomness is drawn from; another seed is another world.")
  var seed: UInt64 = 1

  @Option(help: "Where the clock starts, as 2025-01-01 or 2025-01-01T09:30.")
  var start = SessionConfiguration.standardStart

  @Option(help: "The Region of calls that name none.")
  var region = Region.usEast1

  @Option(help: "Your account, twelve digits.")
  var account = AccountID.learner

  @Flag(help: "Without a terminal: stop at the first command that fails, with its status.")
  var strict = false

  @Flag(help: "At the prompt: AWS's own words alone, no explanations.")
  var noCoach = false

  @ArgumentParser.Argument(
    parsing: .postTerminator, help: "One command to run instead of reading lines.")
  var command: [String] = []

  mutating func run() throws {
    let isPrompt = command.isEmpty && Terminal.isInteractive
    var session = Session(
      SessionConfiguration(seed: seed, start: start, region: region, account: account),
      isCoached: isPrompt && !noCoach, host: .computer)
    session.companion = Tutor()
    var loop = Loop(session: session)
    let status: Int
    if !command.isEmpty {
      status = loop.run(command: command.map(quoted).joined(separator: " "))
    } else if isPrompt, let lines = EditedLines(program: "kmslab", historyPath: History.path) {
      status = loop.converse(lines)
    } else {
      status = loop.read(PlainLines(), isStrict: strict)
    }
    throw ExitCode(Int32(status))
  }
}

extension Timestamp: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  /// The start as `--help` shows it.
  package var defaultValueDescription: String { description }
}

extension Region: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension AccountID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
