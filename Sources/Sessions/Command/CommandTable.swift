package import Shell

/// The commands that a session knows but for its companion's, in the order in which one that has
/// the name of another comes first.
package struct CommandTable: Sendable {
  /// All of them.
  package let commands: [Command]
  private let byName: [String: [Command]]
  /// Those of which a line may hold a secret.
  let secretive: [String: [Command]]
  /// Bytes of the longest name of one of those.
  let longestSecretiveName: Int
  /// Answers words that begin with the name of no command.
  let unknown: @Sendable (inout Session, _ words: [Argument]) -> CommandResult
  /// Helps with a line while it is typed.
  let help: @Sendable (Session, TypedLine) -> LineHelp

  /// Makes a table; without `help`, nothing is told of a line before it runs.
  package init(
    _ commands: [Command],
    help: @escaping @Sendable (Session, TypedLine) -> LineHelp = { _, _ in LineHelp() },
    unknown: @escaping @Sendable (inout Session, _ words: [Argument]) -> CommandResult
  ) {
    self.commands = commands
    byName = Dictionary(grouping: commands, by: \.name)
    secretive = byName.filter { $0.value.contains { $0.getsSecret != nil } }
    longestSecretiveName = secretive.keys.lazy.map(\.utf8.count).max() ?? 0
    self.unknown = unknown
    self.help = help
  }

  /// The commands of a name, the one that is asked first in front.
  package subscript(_ name: String) -> [Command] { byName[name] ?? [] }

  /// The commands of a kind, in the order in which help lists them.
  package subscript(_ kind: Command.Kind) -> [Command] { commands.filter { $0.kind == kind } }
}

extension Session {
  /// All commands, the companion's first.
  package var commands: [Command] { (companion?.commands ?? []) + table.commands }
}
