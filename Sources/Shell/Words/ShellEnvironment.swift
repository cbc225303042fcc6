package import Kernel
package import Text

/// One argument as the command gets it, and where it stood in the line.
package struct Argument: Sendable, Equatable {
  /// The text after expansion.
  package let text: String
  /// The whole word in the line, as UTF-8 offsets; `nil` for one that was never typed.
  package let range: Range<Int>?

  /// Makes an argument.
  package init(text: String, range: Range<Int>? = nil) {
    self.text = text
    self.range = range
  }
}

/// What a command printed, and its status.
package struct CommandResult: Sendable, Equatable {
  /// What it wrote to its standard output.
  package var output: [UInt8]
  /// What it wrote to its standard error: whole lines, each with its line break.
  package var errors: String
  /// Its exit status, 0 for success.
  package var status: Int
  /// The picture that the output begins with.
  package var drawing: Drawing?
  /// Whether the output is in words, which a terminal may break where it is too narrow.
  package var isProse = false
  /// Whether it is a call that succeeded, that AWS answers with nothing, and of which no word was
  /// said.
  package var isUnanswered = false
  /// Whether the output has the colours of AWS CLI's tables.
  package var isColoured = false
  /// The same output with those colours, for a terminal; `nil` where there are none, or where the
  /// command says whether it has them.
  package var colouredOutput: [UInt8]?

  /// The line that it names as the next one, which runs as it stands.
  package var next: String?

  /// Makes a result.
  package init(output: [UInt8] = [], errors: String = "", status: Int = 0) {
    self.output = output
    self.errors = errors
    self.status = status
  }

  /// The same as a terminal with colours shows it; what went into a pipe or a file is gone.
  package var onTerminal: CommandResult {
    guard let colouredOutput, !output.isEmpty else { return self }
    var result = self
    result.output = colouredOutput
    result.isColoured = true
    return result
  }

  /// A page in words.
  package static func page(_ text: String) -> CommandResult {
    var result = CommandResult(output: Array(text.utf8))
    result.isProse = true
    return result
  }
}

extension CommandResult {
  /// The output as a terminal shows it: the picture in its style, none where signs are told as
  /// words, and what stands below it.
  package func output(drawnIn style: Drawing.Style?) -> (picture: String, rest: [UInt8]) {
    guard let drawing else { return ("", output) }
    let plain = drawing.text(.plain).utf8
    guard output.starts(with: plain) else { return ("", output) }
    return (style.map(drawing.text) ?? "", Array(output.dropFirst(plain.count)))
  }
}

/// What scripts run in: the session, or a test's stand-in.
package protocol ShellEnvironment {
  /// The variables by name.
  var variables: OrderedMap<String, String> { get set }
  /// The files that redirections and tools use.
  var files: VirtualFiles { get set }
  /// How much was ever written into files and objects; less again where that was undone.
  var writtenBytes: Int { get }
  /// The value of `$?`.
  var lastStatus: Int { get set }
  /// Whether somebody asked for the script to stop.
  var isStopped: Bool { get }

  /// Runs a command; the first argument is its name.
  mutating func run(_ arguments: [Argument], input: [UInt8]) -> CommandResult
}

extension ShellEnvironment {
  /// What files got, where there are no objects.
  package var writtenBytes: Int { files.writtenBytes }

  /// Most environments cannot be stopped.
  package var isStopped: Bool { false }

  /// `export NAME=value`: sets the variable; all variables reach all commands anyway.
  package mutating func export(_ arguments: ArraySlice<Argument>) -> CommandResult {
    for argument in arguments {
      let halves = argument.text.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = halves[0]
      guard let first = name.first, first.isLetter || first == "_",
        name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
      else {
        return CommandResult(
          errors: "kmslab: export: \(argument.text) is no NAME=value\n", status: 1)
      }
      guard halves.count == 2 else { continue }
      do throws(ShellFailure) {
        try set(String(name), to: String(halves[1]))
      } catch {
        return CommandResult(errors: error.message + "\n", status: 1)
      }
    }
    return CommandResult()
  }

  /// Forgets variables; those that there are not do not matter, as in sh.
  package mutating func unset(_ arguments: ArraySlice<Argument>) -> CommandResult {
    for argument in arguments where argument.text != "-v" { variables[argument.text] = nil }
    return CommandResult()
  }
}

/// The commands of sh that are about variables.
package let variableCommands = ["export", "readonly", "unset"]

extension [Argument] {
  /// Whether this is the `set` of scripts, `set -e` or `set -o pipefail`: it changes nothing here.
  package var setsShell: Bool {
    guard count > 1, self[0].text == "set" else { return false }
    return self[1].text.wholeMatch(of: /[-+][A-Za-z]+/) != nil
  }
}
