/// The completions for fish.
struct FishCompletions {
  let table: ProgramTable

  /// Makes them of the program's table.
  init(_ table: ProgramTable) { self.table = table }

  /// The file.
  var text: String {
    let names = table.commands.map(\.name).joined(separator: " ")
    let commands = table.commands.map { command in
      "complete -c kmslab -n __kmslab_at_start -a \(command.name) -d '\(command.summary.escaped)'"
    }
    let options = table.program.options.map { row($0, "__kmslab_at_start", table.program) }
    return """
      # Completions of kmslab for fish; kmslab completions fish writes them.
      function __kmslab_at_start
        not __fish_seen_subcommand_from \(names)
        and not contains -- -- (commandline -opc)
      end
      function __kmslab_asked
        kmslab ---completion $argv[1] -- $argv[2] 0 0 '' 2>/dev/null
      end
      complete -c kmslab -f
      \((commands + options + table.commands.flatMap(rows)).joined(separator: "\n"))

      """
  }

  private func rows(of command: ProgramTable.Command) -> [String] {
    let condition = "'__fish_seen_subcommand_from \(command.name)'"
    return command.options.map { row($0, condition, command) }
      + command.operands.filter { $0.values != .nothing }.map { operand in
        "complete -c kmslab -n \(condition) \(candidates(operand.values, command))"
      }
  }

  private func row(
    _ option: ProgramTable.Option, _ condition: String, _ command: ProgramTable.Command
  ) -> String {
    let names = option.names.map { name in
      name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())"
    }
    let value = option.value == nil ? [] : ["-r", candidates(option.values, command)]
    return
      (["complete -c kmslab -n \(condition)"] + names + value
      + ["-d '\(option.summary.escaped)'"]).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func candidates(
    _ values: ProgramTable.Values, _ command: ProgramTable.Command
  ) -> String {
    switch values {
    case .nothing: "-f"
    case .files: "-F"
    case .folders: "-f -a '(__fish_complete_directories)'"
    case .words(let words): "-f -a '\(words.joined(separator: " "))'"
    case .shell(let line): "-F -a '(\(line.escaped))'"
    case .asked(let question): "-f -a '(__kmslab_asked \(command.asked) \(question))'"
    }
  }
}

extension String {
  /// The text within single quotes of fish.
  fileprivate var escaped: String { replacing("\\", with: "\\\\").replacing("'", with: "\\'") }
}
