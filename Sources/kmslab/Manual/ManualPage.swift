import Text

/// The manual page, in the macros of man(7).
struct ManualPage {
  let table: ProgramTable

  /// Makes it of the program's table.
  init(_ table: ProgramTable) { self.table = table }

  /// The page.
  var text: String {
    let program = table.program
    let lines =
      [
        ".TH KMSLAB 1 \"\" \"kmslab \(KMSLab.version)\"", ".SH NAME",
        "kmslab \\- \(program.summary.roff)", ".SH SYNOPSIS",
      ] + synopsis(of: program) + table.commands.flatMap { [".br"] + synopsis(of: $0) }
      + [".SH DESCRIPTION"] + paragraphs(program.details) + [".SH OPTIONS"]
      + program.options.flatMap(option) + [".SH COMMANDS"] + table.commands.flatMap(section)
      + [".SH ENVIRONMENT"] + ManualPage.environment.flatMap(entry) + [".SH FILES"]
      + ManualPage.files.flatMap(entry) + [".SH SEE ALSO"]
      + [".BR aws (1),", "and at the prompt: help, help first\\-steps, help differences"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let environment = [
    ("KMSLAB_SCENARIOS", "Folders of more labs, with : between them."),
    (
      "KMSLAB_CIPHERS",
      "auto: the processor's instructions for ciphers where it has them; portable: none of them; "
        + "hardware: nothing else. The bytes are the same."
    ),
    (
      "KMSLAB_PATIENCE",
      "Seconds after which a terminal is told how far something is; 2 where it is not set."
    ),
    ("XDG_STATE_HOME", "Where sessions and the history are kept, instead of ~/.local/state."),
    ("VISUAL, EDITOR", "What opens a virtual file at the prompt, with edit."),
    ("NO_COLOR, CLICOLOR, TERM", "Whether the prompt has colours, and whether it is edited."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language of labs that are translated."),
  ]

  private static let files = [
    ("~/.local/state/kmslab/sessions.sqlite", "Sessions, and what was learned. Mode 0600."),
    ("~/.local/state/kmslab/history", "The lines of the prompt."),
  ]

  private func synopsis(of command: ProgramTable.Command) -> [String] {
    let name = command.name == table.program.name ? command.name : "kmslab \(command.name)"
    let operands = command.operands.map { operand in
      let word = "\\fI\(operand.name.roff)\\fR" + (operand.isRepeating ? " ..." : "")
      if operand.isCommand { return "[\\-\\- \(word)]" }
      return operand.isOptional ? "[\(word)]" : word
    }
    return [
      "\\fB\(name.roff)\\fR [\\fIoptions\\fR] \(operands.joined(separator: " "))".withoutBlanksAtEnd
    ]
  }

  /// A command with its options.
  private func section(of command: ProgramTable.Command) -> [String] {
    [".SS kmslab \(command.name.roff)", command.summary.roff]
      + command.operands.flatMap { entry($0.name, $0.summary) }
      + command.options.filter { !$0.isOfEveryCommand }.flatMap(option)
      + (command.details.isEmpty ? [] : [".PP"] + paragraphs(command.details))
  }

  private func option(_ option: ProgramTable.Option) -> [String] {
    let names = option.names.map { "\\fB\($0.roff)\\fR" }.joined(separator: ", ")
    let value = option.value.map { " \\fI\($0.roff)\\fR" } ?? ""
    return [".TP", names + value, option.summary.roff]
  }

  private func entry(_ name: String, _ text: String) -> [String] {
    [".TP", "\\fI\(name.roff)\\fR", text.roff]
  }

  /// Prose as it flows; examples, which are several lines or end in no full stop, as they stand.
  private func paragraphs(_ text: String) -> [String] {
    let parts = text.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
    return parts.enumerated().flatMap { index, lines -> [String] in
      let isExample = lines.count > 1 || lines.last?.hasSuffix(".") == false
      let body = lines.map(\.roff)
      return (index == 0 ? [] : [".PP"])
        + (isExample ? [".nf", ".RS 4"] + body + [".RE", ".fi"] : body)
    }
  }
}

extension String {
  /// The text as roff prints it: nothing in it is a request or an escape.
  fileprivate var roff: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      case "~": text += "\\(ti"
      case "^": text += "\\(ha"
      case "'": text += "\\(aq"
      case "`": text += "\\(ga"
      case _ where scalar.isASCII: text.unicodeScalars.append(scalar)
      default: text += "\\[u\(String(scalar.value, radix: 16, uppercase: true).fourDigits)]"
      }
    }
    return text.hasPrefix(".") ? "\\&" + text : text
  }

  private var fourDigits: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
