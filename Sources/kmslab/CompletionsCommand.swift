import ArgumentParser
import Kernel

/// `kmslab completions`: what makes Tab complete the program's own words in a shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Writes the completions of this program for a shell.",
    discussion: """
      kmslab completions bash >~/.local/share/bash-completion/completions/kmslab
      kmslab completions zsh >~/.zfunc/_kmslab
      kmslab completions fish >~/.config/fish/completions/kmslab.fish

      The file works from the next shell on, where kmslab is on the PATH: bash 4 or later with \
      bash-completion, zsh with the folder in fpath before compinit runs. At kmslab's own prompt Tab completes without it.
      """)

  /// The shells that are known.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @ArgumentParser.Argument(help: "bash, zsh or fish.")
  var shell: Shell

  mutating func run() throws {
    let table = try ProgramTable()
    switch shell {
    case .bash: say(BashCompletions(table).text)
    case .zsh: say(ZshCompletions(table).text)
    case .fish: say(FishCompletions(table).text)
    }
  }
}
