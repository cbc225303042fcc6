import Kernel
import Sessions
import Shell
import Text

/// A command of the lab itself: what no cloud has, or what its learners need beside it.
struct LabCommand: Sendable {
  let name: String
  /// What it does, in one line.
  let summary: String
  /// How to call it, without its name and options.
  let operands: String
  /// Its options, but for `--output`, which every lab command takes.
  let options: [ToolOption]
  /// More about it, for its help page.
  let details: String
  /// Whether its line may hold a key or a plaintext, and so stays out of the history file.
  let takesSecrets: Bool
  /// Whether everything from its first operand on belongs to another command.
  let takesWords: Bool
  /// Whether words behind the name mean it, and not the tool of the same name.
  let isMeant: @Sendable (_ arguments: [Argument]) -> Bool
  let body: Body

  typealias Body =
    @Sendable (inout Session, _ arguments: ToolArguments, _ input: [UInt8]) throws(Fault)
    -> LabAnswer

  /// Describes a command.
  init(
    _ name: String, _ summary: String, operands: String = "", options: [ToolOption] = [],
    details: String = "", takesSecrets: Bool = false, takesWords: Bool = false,
    isMeant: @escaping @Sendable ([Argument]) -> Bool = { _ in true }, body: @escaping Body
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.options = options
    self.details = details
    self.takesSecrets = takesSecrets
    self.takesWords = takesWords
    self.isMeant = isMeant
    self.body = body
  }

  /// All lab commands in the order in which help lists them.
  static let all: [LabCommand] = [
    .clock, .advance, .inspect, .timeline, .bill, .trail, .undo, .redo, .history, .backTo, .diff,
    .branch, .switchBranch, .listBranches, .compare, .drop, .reset, .asPrincipal, .whoami,
    .explain, .can, .whoCan, .policy, .audit, .set, .makeLink, .openLink, .makeForm, .postForm,
    .wrapForImport, .outside, .call, .aes, .gcm, .rsa, .ecdsa, .importFile, .edit,
    .serve, .save, .load, .sessions, .new, .resume, .delete, .whatNow, .help, .quit, .exit,
  ]

  /// The option that all of them take.
  static let outputOption = ToolOption(
    "--output", value: "json|yaml|text|table", summary: "prints data")

  /// How to call it, in one line.
  var usage: String {
    ([name, operands] + options.map { "[\($0.call)]" } + ["[--output json]"])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// What a lab command found: in words for a learner, and as data.
struct LabAnswer: Sendable {
  /// The words, a line each; the program's own voice is indented when it is printed.
  var lines: [String] = []
  /// A picture above the words.
  var drawing: Drawing?
  /// The data.
  var document = Document.object(DocumentObject())
  /// Bytes to print instead of the words, where the command makes a text for a file.
  var text: String?
  /// The same for a document, where the command can write one.
  var markdown: String?
  /// Bytes to print instead of the words.
  var bytes: [UInt8]?
  /// The line that it names as the next one, below the words.
  var next: String?
  var status = 0

  /// The words as they are printed.
  var inWords: String {
    (lines + (next.map { ["next: \($0)"] } ?? []))
      .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}

extension Session {
  /// Runs a lab command.
  mutating func run(
    _ command: LabCommand, _ arguments: [Argument], input: [UInt8]
  ) -> CommandResult {
    do throws(Fault) {
      if arguments.first?.text == "--help" {
        return .page(HelpPages.page(of: command))
      }
      let sorted: ToolArguments
      do throws(ToolFailure) {
        sorted = try ToolArguments(
          command.separated(arguments), options: command.options + [LabCommand.outputOption],
          takesNumbers: true)
      } catch {
        throw Fault("\(command.name): \(error.message)", next: "help \(command.name)")
      }
      let wantsMarkdown = sorted.value("--output") == "markdown"
      let format = wantsMarkdown ? nil : try LabCommand.format(sorted.value("--output"))
      let answer = try command.body(&self, sorted, input)
      if wantsMarkdown {
        guard let markdown = answer.markdown else {
          throw Fault("\(command.name) writes no markdown; audit does", next: "help audit")
        }
        return CommandResult(output: Array(markdown.utf8))
      }
      if format == nil, let bytes = answer.bytes { return CommandResult(output: bytes) }
      var result = CommandResult(
        output: Array(try LabCommand.text(of: answer, format, command).utf8), status: answer.status)
      if format == nil {
        result.drawing = answer.drawing
        result.next = answer.next
        result.isProse = answer.text == nil || command.name == LabCommand.help.name
      }
      return result
    } catch {
      return refused(error)
    }
  }
}

extension LabCommand {
  /// The arguments with `--` before the words of another command, which keep their options.
  fileprivate func separated(_ arguments: [Argument]) -> [Argument] {
    guard takesWords else { return arguments }
    var index = arguments.startIndex
    while index < arguments.endIndex, arguments[index].text.hasPrefix("-") {
      index += arguments[index].text == "--output" ? 2 : 1
    }
    guard index < arguments.endIndex else { return arguments }
    return arguments[..<index] + [Argument(text: "--")] + arguments[index...]
  }

  fileprivate static func format(_ text: String?) throws(Fault) -> OutputFormat? {
    guard let text else { return nil }
    guard let format = OutputFormat(rawValue: text) else {
      throw Fault("--output takes json, yaml, text or table, not \(quoted(text))")
    }
    return format
  }

  fileprivate static func text(
    of answer: LabAnswer, _ format: OutputFormat?, _ command: LabCommand
  ) throws(Fault) -> String {
    if let format {
      do throws(OutputFailure) {
        return try format.render(
          answer.document, title: command.name, mostBytes: ShellLimits.outputBytes)
      } catch {
        throw Fault("\(format.rawValue) cannot show this: \(error.message)", next: nil)
      }
    }
    return answer.text ?? (answer.drawing?.text(.plain) ?? "") + answer.inWords
  }
}

extension ToolArguments {
  /// Refuses words behind a command that takes none, or fewer.
  func refuseWords(after count: Int, of command: String) throws(Fault) {
    guard operands.count > count else { return }
    let word = operands[count]
    throw Fault(
      "\(command) takes \(count == 0 ? "no words" : "no more words"); \(quoted(word.text)) is one"
        + " too many", range: word.range, next: "help \(command)")
  }
}
