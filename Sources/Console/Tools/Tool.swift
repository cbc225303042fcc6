/// A small program over the virtual files, which behaves as its namesake in GNU does.
package struct Tool: Sendable {
  /// The name that calls it.
  package let name: String
  /// What it does, in one line.
  package let summary: String
  /// How to call it, without the name and options.
  let operands: String
  /// Its options; `nil` for a tool that reads its arguments itself.
  package let options: [ToolOption]?
  /// The status after a mistake in the call.
  let mistakeStatus: Int
  let body: Body

  typealias Body =
    @Sendable (
      _ files: inout VirtualFiles, _ arguments: ToolArguments, _ input: [UInt8]
    ) throws(ToolFailure) -> CommandResult

  init(
    _ name: String, _ summary: String, operands: String, options: [ToolOption]?,
    mistakeStatus: Int = 1, body: @escaping Body
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.options = options
    self.mistakeStatus = mistakeStatus
    self.body = body
  }

  /// Runs the tool; the arguments are those after its name.
  package func run(
    _ files: inout VirtualFiles, arguments: [Argument], input: [UInt8]
  ) -> CommandResult {
    if arguments.count == 1, arguments[0].text == "--help" {
      return CommandResult(output: Array(help.utf8))
    }
    do throws(ToolFailure) {
      var call = ToolArguments(operands: arguments)
      if let options { call = try ToolArguments(arguments, options: options) }
      let result = try body(&files, call, input)
      guard result.output.count <= ShellLimits.outputBytes else { throw .largeOutput }
      return result
    } catch {
      let status = error.status ?? mistakeStatus
      return CommandResult(errors: "\(name): \(error.message)\n", status: status)
    }
  }
}

extension Tool {
  /// How to call the tool, in one line.
  package var usage: String {
    let words = [name] + (options ?? []).map { "[\($0.call)]" } + [operands]
    return words.joined(separator: " ")
  }

  /// The text of `--help`.
  package var help: String {
    var text = "usage: \(usage)\n\(summary)\n"
    for option in options ?? [] {
      let names = option.names.joined(separator: ", ") + (option.value.map { " " + $0 } ?? "")
      let gap = String(repeating: " ", count: max(2, 20 - names.count))
      text += "  \(names)\(gap)\(option.summary)\n"
    }
    return text
  }
}

/// One option of a tool.
package struct ToolOption: Sendable {
  /// The ways to write it, the first of which the tool asks for.
  package let names: [String]
  /// What stands for the value in the help; `nil` for an option without one.
  package let value: String?
  /// What it does, in one line.
  package let summary: String

  init(_ names: String..., value: String? = nil, summary: String) {
    self.names = names
    self.value = value
    self.summary = summary
  }

  /// How the option stands in a call.
  var call: String { names[0] + (value.map { " " + $0 } ?? "") }
}

/// Why a tool did nothing.
struct ToolFailure: Error {
  let message: String
  /// The status; `nil` for the tool's own after a mistake in the call.
  var status: Int?

  static let largeOutput = ToolFailure(
    message: "the output would be larger than \(ShellLimits.outputBytes >> 20) MiB", status: 1)

  /// The mistake of a name that no file has.
  static func missing(_ name: String, status: Int? = nil) -> ToolFailure {
    ToolFailure(message: "\(name): \(missingFile)", status: status)
  }
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
