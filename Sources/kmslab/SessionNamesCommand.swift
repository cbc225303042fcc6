import ArgumentParser

/// `kmslab session-names`: the names of the sessions, for the completions of a shell.
struct SessionNamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session-names", abstract: "Lists the sessions that are kept.",
    shouldDisplay: false)

  mutating func run() { for name in SessionKeeping.names { say(name + "\n") } }
}
