import ArgumentParser
import Console
import Kernel
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program: its options, and the way that its lines come in.
@main struct KMSLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kmslab",
    abstract:
      "AWS KMS and S3, simulated: type real AWS CLI commands, move the clock, lose nothing real.",
    discussion: """
      kmslab                          opens the prompt
      kmslab < script                 runs the lines of a script
      kmslab -- aws kms list-keys     runs one command

      Nothing here reaches AWS, reads your AWS credentials or costs money. The same seed and the \
      same lines make the same bytes on every machine. The exit status is that of the last \
      command: 254 AWS's error, 253 a wrong setting, 252 wrong usage, 255 anything else.
      """,
    version: "kmslab \(version)")

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

  /// The version, as `--version` and the start show it.
  static let version = "0.1.0"

  /// Reads the options and runs; wrong options end with AWS CLI's status for wrong usage.
  static func main() {
    do {
      var program = try parseAsRoot()
      try program.run()
    } catch {
      let isFailure = exitCode(for: error) == ExitCode.validationFailure
      let text = fullMessage(for: error)
      if !text.isEmpty {
        _ = Terminal.writeAll(isFailure ? STDERR_FILENO : STDOUT_FILENO, Array((text + "\n").utf8))
      }
      leave(isFailure ? 252 : exitCode(for: error).rawValue)
    }
  }

  mutating func run() throws {
    let isPrompt = command.isEmpty && Terminal.isInteractive
    let session = Session(
      SessionConfiguration(seed: seed, start: start, region: region, account: account),
      isCoached: isPrompt && !noCoach, host: .computer)
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

/// Ends the process; inside the command, `exit` is ArgumentParser's.
private func leave(_ status: Int32) -> Never { exit(status) }

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
