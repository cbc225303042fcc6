import ArgumentParser
import Kernel

/// The program's commands, options and operands: the table that `--help` is made of.
struct ProgramTable {
  /// The program itself, with the options of the prompt.
  let program: Command
  /// The commands that have a name, in the order of `--help`.
  let commands: [Command]

  /// A command.
  struct Command {
    let name: String
    let summary: String
    let details: String
    let options: [Option]
    let operands: [Operand]
  }

  /// An option, with or without a value.
  struct Option {
    /// As they are typed, `-o` and `--output`.
    let names: [String]
    /// What stands for its value; `nil` for one that takes none.
    let value: String?
    let summary: String
  }

  /// A word that is no option.
  struct Operand {
    let name: String
    let summary: String
    let isOptional: Bool
    let isRepeating: Bool
    /// Whether it stands behind `--`.
    let isCommand: Bool
  }

  /// Reads the program's own description.
  init() throws(JSONError) {
    let root = try JSONReader.read(KMSLab._dumpHelp())["command"] ?? .null
    var named: [Command] = []
    // The parser adds a help of its own behind ours.
    for entry in (root["subcommands"]?.elements ?? []).filter(\.isShown) {
      let command = Command(entry)
      if named.allSatisfy({ $0.name != command.name }) { named.append(command) }
    }
    let own = Command(root)
    let prompt = named.first { $0.name == PromptCommand._commandName }
    program = Command(
      name: own.name, summary: own.summary, details: own.details,
      options: (prompt?.options ?? []).filter { !$0.isOfEveryCommand } + own.options,
      operands: prompt?.operands ?? [])
    commands = named.filter { $0.name != prompt?.name }
  }
}

extension ProgramTable.Command {
  fileprivate init(_ entry: Document) {
    let arguments = (entry["arguments"]?.elements ?? []).filter(\.isShown)
    self.init(
      name: entry["commandName"]?.text ?? "", summary: entry["abstract"]?.text ?? "",
      details: entry["discussion"]?.text ?? "",
      options: arguments.filter { $0["kind"]?.text != "positional" }
        .map(ProgramTable.Option.init),
      operands: arguments.filter { $0["kind"]?.text == "positional" }
        .map(ProgramTable.Operand.init))
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
  }
}

extension ProgramTable.Option {
  /// Whether the program itself has it too.
  var isOfEveryCommand: Bool { names.contains("--help") || names.contains("--version") }
}

extension ProgramTable.Operand {
  fileprivate init(_ entry: Document) {
    name = entry["valueName"]?.text ?? ""
    summary = entry["abstract"]?.text ?? ""
    isOptional = entry["isOptional"] == true
    isRepeating = entry["isRepeating"] == true
    isCommand = entry["parsingStrategy"] == "postTerminator"
  }
}

extension Document {
  /// Whether `--help` shows the entry.
  fileprivate var isShown: Bool { self["shouldDisplay"] != false }
}
