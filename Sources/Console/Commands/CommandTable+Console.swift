import Cloud
import Kernel
package import Sessions
import Shell

extension CommandTable {
  /// The commands of sessions at a prompt or in a script.
  package static let console = CommandTable(
    shell + aws + LabCommand.all.map(Command.init) + Toolbox.all.map(Command.init),
    help: { session, typed in session.foundHelp(with: typed) },
    unknown: { session, words in session.unknownCommand(words) })

  private static let shell =
    variableCommands.map { name in
      Command(name, .shell) { session, words, _ in
        name == "unset" ? session.unset(words.dropFirst()) : session.export(words.dropFirst())
      }
    } + [
      Command("set", .shell) { _, words, _ in words.setsShell ? CommandResult() : nil }
    ]

  /// AWS CLI, whose own name may be left out before a service's.
  private static let aws =
    [
      Command("aws", .aws, "AWS CLI: kms, s3api, s3, sts and others") { session, words, input in
        session.runAWS(Array(words.dropFirst()), input: input).result
      }
    ]
    + (Service.allCases.map(\.command) + ["s3"]).map { name in
      Command(name, .aws) { session, words, input in session.runAWS(words, input: input).result }
    }
}

extension Command {
  /// A command of the lab as one among all.
  init(_ lab: LabCommand) {
    let isSecret: @Sendable ([Substring]) -> Bool = { _ in true }
    let body: Body = { session, words, input in
      let arguments = Array(words.dropFirst())
      return lab.isMeant(arguments) ? session.run(lab, arguments, input: input) : nil
    }
    self.init(
      lab.name, .lab, lab.summary, operands: lab.operands,
      options: lab.options + [LabCommand.outputOption], page: { HelpPages.page(of: lab) },
      getsSecret: lab.takesSecrets ? isSecret : nil, body: body)
  }
}

extension Session {
  /// Starts a session that knows all commands.
  package init(
    _ configuration: SessionConfiguration = SessionConfiguration(), isCoached: Bool = false,
    host: Host = .none
  ) {
    self.init(configuration, isCoached: isCoached, host: host, table: .console)
  }
}
