import AWSCLI
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension Session {
  /// Names the nearest thing to a word that is no command.
  mutating func unknownCommand(_ arguments: [Argument]) -> CommandResult {
    let word = arguments[0]
    let names =
      (table[.lab] + (companion?.commands ?? []) + table[.tool]).map(\.name) + ["aws"]
      + Service.allCases.map(\.command)
    let nearest = nearest(to: word.text, among: names)
    if let foreign = ForeignCommand.all.first(where: { $0.names.contains(word.text) }) {
      let fault = Fault(
        "\(word.text) is not here: \(foreign.why)", range: word.range, next: foreign.next,
        status: 127)
      return refused(fault)
    }
    let name = AWSCommandLine.everydayNames[word.text] ?? word.text
    if let operation = Catalogue.operations.first(where: { $0.commandName == name }) {
      let command = "aws \(operation.service.command) \(name)"
      let fault = Fault(
        "\(word.text) is no command; \(command) is", range: word.range,
        next: ([command] + arguments.dropFirst().map { quoted($0.text) }).joined(separator: " "),
        status: 127)
      return refused(fault)
    }
    if HelpTopic.all.contains(where: { $0.name == word.text }) {
      let fault = Fault(
        "\(word.text) is no command, but a topic of help", range: word.range,
        next: "help \(word.text)", status: 127)
      return refused(fault)
    }
    let rest = arguments.dropFirst().map { quoted($0.text) }
    let fault = Fault(
      "\(quoted(word.text)) is no command"
        + (nearest.map { "; the nearest is \($0)" } ?? ""),
      range: word.range,
      next: nearest.map { ([$0] + rest).joined(separator: " ") } ?? "help",
      status: 127)
    return refused(fault)
  }
}

/// Commands of other shells that learners try, and what does it here.
private struct ForeignCommand {
  let names: [String]
  let why: String
  let next: String

  static let all = [
    ForeignCommand(
      names: ["jq", "grep", "awk", "sed", "sort"],
      why: "--query picks from an answer, --output shapes it", next: "help query"),
    ForeignCommand(
      names: ["cd", "pwd", "mkdir", "mv", "cp", "touch", "vi", "vim", "nano"],
      why: "files are virtual and flat; echo, cat, head, tail, ls and rm work on them",
      next: "help shell"),
    ForeignCommand(
      names: ["clear", "cls"], why: "at the prompt ^L clears the screen", next: "help"),
    ForeignCommand(
      names: ["gpg", "curl", "python", "python3", "bash", "sh"],
      why: "nothing but this lab's own commands runs", next: "help"),
    ForeignCommand(names: ["yes", "no"], why: "no question waits for an answer", next: "help"),
    ForeignCommand(names: ["sleep", "date"], why: "time moves by advance", next: "clock"),
  ]
}
