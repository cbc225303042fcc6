import ArgumentParser
import Sessions
import Shell
import Terminal

/// `kmslab` alone: the prompt, a script, or one command.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Opens the prompt, or runs a script or one command.")

  @OptionGroup var options: StartOptions

  @ArgumentParser.Argument(
    parsing: .postTerminator, help: "One command to run instead of reading lines.")
  var command: [String] = []

  mutating func run() throws {
    let presentation = Terminal.presentation(isPlain: options.plain)
    let isPrompt = command.isEmpty && presentation.reading != .script
    let beginning = try options.begin(isPrompt: isPrompt)
    for warning in beginning.warnings { complain("kmslab: \(warning)\n") }
    var loop = Loop(session: beginning.session, presentation: presentation)
    let status: Int
    if !command.isEmpty {
      status = loop.run(command: command.map(quoted).joined(separator: " "))
    } else if isPrompt {
      status = loop.converse(conversation(presentation), notices: beginning.notices)
    } else {
      status = loop.read(PlainLines(), isStrict: options.strict)
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

  private var history: String? { options.ephemeral ? nil : StateFolder.history }
}
