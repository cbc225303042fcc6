import ArgumentParser
import Ciphers
import Terminal

/// The program and what it can be asked for.
@main struct KMSLab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kmslab",
    abstract:
      "AWS KMS and S3, simulated: type real AWS CLI commands, move the clock, lose nothing real.",
    discussion: """
      kmslab                          opens the prompt
      kmslab < script                 runs the lines of a script
      kmslab -- aws kms list-keys     runs one command, in a world of its own
      kmslab --session NAME -- aws …  the same in a session that is kept
      kmslab run FILE                 replays a lab file

      Nothing here reaches AWS, reads your AWS credentials or costs money. The same seed and the \
      same lines make the same bytes on every machine. The exit status is that of the last \
      command: 254 AWS's error, 253 a wrong setting or a damaged session, 252 wrong usage, 255 \
      anything else, as where not everything could be printed or kept.
      """,
    version: versionText,
    subcommands: [
      PromptCommand.self, ServeCommand.self, AttachCommand.self, RunCommand.self, LintCommand.self,
      ScenariosCommand.self,
      GradeCommand.self, CheckCommand.self, ReportCommand.self, SeedForCommand.self,
      NewLabCommand.self, ReferenceCommand.self, CompletionsCommand.self, ManCommand.self,
      SessionNamesCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  /// The version, as `--version` and the start show it.
  static let version = "0.1.0"

  /// What `--version` prints; with `--verbose` also what the ciphers run on.
  private static var versionText: String {
    let text = "kmslab \(version)"
    guard CommandLine.arguments.contains("--verbose") else { return text }
    return text + "\nciphers: \(Instructions.chosen.name)"
  }

  /// Reads the options and runs; wrong options end with AWS CLI's status for wrong usage.
  static func main() async {
    Terminal.takeCare()
    do throws(CipherChoiceError) {
      try CipherChoice.make()
    } catch {
      complain("kmslab: \(error)\n")
      leave(253)
    }
    var command: (any ParsableCommand.Type)?
    do {
      var program = try parseAsRoot()
      command = type(of: program)
      if var program = program as? any AsyncParsableCommand {
        try await program.run()
      } else {
        try program.run()
      }
    } catch {
      let isFailure = exitCode(for: error) == ExitCode.validationFailure
      let text = message(of: error, in: command)
      if !text.isEmpty {
        if isFailure { complain(text + "\n") } else { say(text + "\n") }
      }
      leave(isFailure ? 252 : exitCode(for: error).rawValue)
    }
  }

  /// What is said of an error; with what a command finds wrong only when it runs goes that
  /// command's usage, as ArgumentParser says it of what was wrong before.
  private static func message(
    of error: any Error, in command: (any ParsableCommand.Type)?
  ) -> String {
    guard let mistake = error as? ValidationError, let command else {
      return fullMessage(for: error)
    }
    return """
      Error: \(mistake.message)
      Usage: \(usageString(for: command))
        See '\(_commandName) \(command._commandName) --help' for more information.
      """
  }
}
