import ArgumentParser
import Kernel

/// The program's commands, options and operands: the table that `--help` is made of.
struct ProgramTable {
  /// The program itself, with the options of the command that needs no name.
  let program: Command
  /// The commands that have a name, in the order of `--help`.
  let commands: [Command]

  /// A command.
  struct Command {
    /// Its name; nothing for the one that needs none.
    var name: String
    let summary: String
    let details: String
    var options: [Option]
    let operands: [Operand]
  }

  /// An option, with or without a value.
  struct Option {
    /// As they are typed, `-o` and `--output`.
    let names: [String]
    /// What stands for its value; `nil` for one that takes none.
    let value: String?
    let summary: String
    let values: Values
  }

  /// A word that is no option.
  struct Operand {
    let name: String
    let summary: String
    let isOptional: Bool
    let isRepeating: Bool
    /// Whether it stands behind `--`.
    let isCommand: Bool
    let values: Values
  }

  /// What can be proposed for a value.
  enum Values: Equatable {
    case nothing, files, folders
    case words([String])
    /// What a command of the shell prints, or files.
    case shell(String)
    /// What the program answers to the question for this argument.
    case asked(String)
  }

  /// Reads the program's own description.
  init() throws(JSONError) {
    let root = try JSONReader.read(KMSLab._dumpHelp())["command"] ?? .null
    let all = root["subcommands"]?.elements ?? []
    let standard = root["defaultSubcommand"]?.text ?? ""
    var named: [Command] = []
    for entry in all.filter(\.isShown) {
      var command = Command(entry)
      // The version is the program's, and the parser adds a help of its own.
      command.options.removeAll { $0.names.contains("--version") }
      if command.name != standard, named.allSatisfy({ $0.name != command.name }) {
        named.append(command)
      }
    }
    commands = named
    let prompt = all.first { $0["commandName"]?.text == standard }.map(Command.init)
    let own = Command(root)
    program = Command(
      name: "", summary: own.summary, details: own.details,
      options: (prompt?.options ?? []).filter { $0.names != ["--version"] && !$0.isHelp }
        + own.options, operands: prompt?.operands ?? [])
  }

  /// The name of the command that needs none, for questions to the program.
  static var standardName: String { PromptCommand.configuration.commandName ?? "" }
}

extension ProgramTable.Option {
  fileprivate var isHelp: Bool { names.contains("--help") }
}

extension ProgramTable.Command {
  fileprivate init(_ entry: Document) {
    let arguments = (entry["arguments"]?.elements ?? []).filter(\.isShown)
    name = entry["commandName"]?.text ?? ""
    summary = entry["abstract"]?.text ?? ""
    details = entry["discussion"]?.text ?? ""
    options = arguments.filter { $0["kind"]?.text != "positional" }.map(ProgramTable.Option.init)
    operands = arguments.filter { $0["kind"]?.text == "positional" }.enumerated()
      .map { ProgramTable.Operand($0.element, $0.offset) }
  }
}

extension ProgramTable.Option {
  fileprivate init(_ entry: Document) {
    names = (entry["names"]?.elements ?? []).map { name in
      (name["kind"]?.text == "short" ? "-" : "--") + (name["name"]?.text ?? "")
    }
    value = entry["kind"]?.text == "option" ? entry["valueName"]?.text : nil
    let standard = entry["defaultValue"]?.text
    summary = (entry["abstract"]?.text ?? "") + (standard.map { " (default: \($0))" } ?? "")
    values = ProgramTable.Values(entry, question: names.last ?? "")
  }
}

extension ProgramTable.Operand {
  fileprivate init(_ entry: Document, _ index: Int) {
    name = entry["valueName"]?.text ?? ""
    summary = entry["abstract"]?.text ?? ""
    isOptional = entry["isOptional"] == true
    isRepeating = entry["isRepeating"] == true
    isCommand = entry["parsingStrategy"] == "postTerminator"
    values = ProgramTable.Values(entry, question: "positional@\(index)")
  }
}

extension ProgramTable.Values {
  fileprivate init(_ entry: Document, question: String) {
    let kind = entry["completionKind"]
    let words = entry["allValues"]?.elements ?? kind?["list"]?["values"]?.elements
    switch kind?.members?.names.first {
    case "file": self = .files
    case "directory": self = .folders
    case "shellCommand": self = .shell(kind?["shellCommand"]?["command"]?.text ?? "")
    case "custom": self = .asked(question)
    default: self = words.map { .words($0.compactMap(\.text)) } ?? .nothing
    }
  }
}

extension Document {
  /// Whether `--help` shows the entry.
  fileprivate var isShown: Bool { self["shouldDisplay"] != false }
}

extension CompletionKind {
  /// Labs by name; a file is one too.
  static let labs = shellCommand("kmslab scenarios 2>/dev/null | sed 's/ .*//'")
}
