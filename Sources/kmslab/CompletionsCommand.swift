import ArgumentParser

/// `kmslab completions`: what makes Tab complete the program's own words in a shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Writes the completions of this program for a shell.",
    discussion: """
      kmslab completions bash >~/.local/share/bash-completion/completions/kmslab
      kmslab completions zsh >~/.zfunc/_kmslab
      kmslab completions fish >~/.config/fish/completions/kmslab.fish

      The file works from the next shell on, where kmslab is on the PATH; for zsh, the folder has \
      to be in fpath before compinit runs. At kmslab's own prompt Tab completes without it.
      """)

  /// The program as a shell sees it: the prompt needs no name, so that its options are the
  /// program's own.
  private struct Typed: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: KMSLab._commandName,
      subcommands: KMSLab.configuration.subcommands.filter { command in
        command != PromptCommand.self && command._commandName != "help"
      })

    @OptionGroup var options: StartOptions
  }

  /// The shells that are known.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// As the library that writes the file calls it.
    fileprivate var completed: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @ArgumentParser.Argument(help: "bash, zsh or fish.")
  var shell: Shell

  mutating func run() { say(Typed.completionScript(for: shell.completed) + "\n") }
}
