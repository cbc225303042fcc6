import Text

/// A small program over the virtual files, which behaves as its namesake does.
package struct Tool: Sendable {
  /// The name that calls it; of a tool's command, behind that of the tool.
  package let name: String
  /// What it does, in one line.
  package let summary: String
  /// How to call it, without the name and options.
  package let operands: String
  /// Its options; `nil` for a tool that reads its arguments itself.
  package let options: [ToolOption]?
  /// How its options are written.
  let style: ToolArguments.Style
  /// Why an option that its namesake has is not here; `nil` for one that nobody knows.
  let refusal: @Sendable (_ option: String) -> String?
  /// The tools that it is made of, whose names stand behind its own.
  package let commands: [Tool]
  /// More about it, for its help.
  let details: String
  /// The status after a mistake in the call.
  let mistakeStatus: Int
  let body: Body

  typealias Body =
    @Sendable (
      _ files: inout VirtualFiles, _ arguments: ToolArguments, _ input: [UInt8],
      _ pace: Pace
    ) throws(ToolFailure) -> CommandResult

  init(
    _ name: String, _ summary: String, operands: String, options: [ToolOption]?,
    style: ToolArguments.Style = .clusters, commands: [Tool] = [], details: String = "",
    mistakeStatus: Int = 1, refusal: @escaping @Sendable (String) -> String? = { _ in nil },
    body: @escaping Body
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.options = options
    self.style = style
    self.refusal = refusal
    self.commands = commands
    self.details = details
    self.mistakeStatus = mistakeStatus
    self.body = body
  }

  /// Runs the tool; the arguments are those after its name.
  package func run(
    _ files: inout VirtualFiles, arguments: [Argument], input: [UInt8]
  ) -> CommandResult {
    do throws(ToolFailure) {
      return try answer(&files, arguments, input, .free)
    } catch {
      return result(of: error, error.text(of: self))
    }
  }

  /// What it prints, or why it does nothing.
  package func answer(
    _ files: inout VirtualFiles, _ arguments: [Argument], _ input: [UInt8], _ pace: Pace
  ) throws(ToolFailure) -> CommandResult {
    let word = arguments.first?.text ?? "help"
    if arguments.count < 2, style.asksForHelp(word) || !commands.isEmpty && word == "help" {
      return CommandResult(output: Array(help.utf8))
    }
    var call = ToolArguments(operands: arguments)
    if let options {
      call =
        style == .words
        ? try ToolArguments(words: arguments, options: options, refusal: refusal)
        : try ToolArguments(arguments, options: options)
    }
    let result = try body(&files, call, input, pace)
    guard result.output.count <= ShellLimits.outputBytes else { throw .largeOutput }
    return result
  }

  /// The result of a failure, told in these words.
  package func result(of failure: ToolFailure, _ text: String) -> CommandResult {
    CommandResult(
      output: failure.output, errors: failure.warnings + text,
      status: failure.status ?? mistakeStatus)
  }
}

extension Tool {
  /// How to call the tool, in one line.
  package var usage: String {
    let all = [name] + (options ?? []).map { "[\($0.call)]" } + [operands]
    let text = all.filter { !$0.isEmpty }.joined(separator: " ")
    if text.count <= 72 { return text }
    return "\(name) [OPTION...]" + (operands.isEmpty ? "" : " " + operands)
  }

  /// The text of `--help`.
  package var help: String {
    var text = "usage: \(usage)\n\(summary)\n"
    for option in options ?? [] {
      let names = option.names.joined(separator: ", ") + (option.value.map { " " + $0 } ?? "")
      text += "  \(names.padded(18))  \(option.summary)\n"
    }
    for command in commands { text += "  \(command.name.padded(18))\(command.summary)\n" }
    return details.isEmpty ? text : text + "\n" + details + "\n"
  }

  /// The last word of its name.
  package var word: String { String(name.split(separator: " ").last ?? "") }
}

/// One option of a tool.
package struct ToolOption: Sendable {
  /// The ways to write it, the first of which the tool asks for.
  package let names: [String]
  /// What stands for the value in the help; `nil` for an option without one.
  package let value: String?
  /// What it does, in one line.
  package let summary: String
  /// Whether its value is a key or a password.
  let isSecret: Bool

  /// Describes an option.
  package init(_ names: String..., value: String? = nil, isSecret: Bool = false, summary: String) {
    self.names = names
    self.value = value
    self.isSecret = isSecret
    self.summary = summary
  }

  /// How the option stands in a call.
  package var call: String { names[0] + (value.map { " " + $0 } ?? "") }
}

/// Why a tool did nothing, or not all that it should.
package struct ToolFailure: Error {
  /// What is wrong.
  package let message: String
  /// The status; `nil` for the tool's own after a mistake in the call.
  var status: Int?
  /// The bytes at fault in the typed line.
  package var range: Range<Int>?
  /// One runnable line.
  package var next: String?
  /// What to write in place of the bytes at fault, where that makes the line right.
  package var replacement: String?
  /// What it said before.
  var warnings = ""
  /// What it wrote before.
  var output: [UInt8] = []
  /// The command of the tool that says so.
  var speaker: String?

  static let largeOutput = ToolFailure(
    message: "the output would be larger than \(ShellLimits.outputBytes >> 20) MiB", status: 1)

  /// The end of a tool that was asked to stop.
  static let stopped = ToolFailure(message: "stopped", status: 130)

  /// The mistake of a name that no file has.
  static func missing(_ name: String, status: Int? = nil) -> ToolFailure {
    ToolFailure(message: "\(name): \(missingFile)", status: status)
  }

  /// The line that a tool prints.
  package func text(of tool: Tool) -> String { "\(speaker ?? tool.word): \(message)\n" }
}

/// What GNU's tools say about a name that no file has.
let missingFile = "No such file or directory"

extension VirtualFiles {
  /// What an operand names: a file, or the input for `-`.
  func content(of operand: Argument, input: [UInt8]) -> [UInt8]? {
    switch operand.text {
    case "-", "/dev/stdin": input
    case "/dev/null": []
    default: self[operand.text]
    }
  }
}
