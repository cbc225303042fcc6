/// The completions for zsh.
struct ZshCompletions {
  let table: ProgramTable

  /// Makes them of the program's table.
  init(_ table: ProgramTable) { self.table = table }

  /// The file.
  var text: String {
    """
    #compdef kmslab
    # Completions of kmslab for zsh; kmslab completions zsh writes them.

    _kmslab_commands() {
      local -a commands=(
    \(table.commands.map { "    '\($0.name):\($0.summary.inQuotes)'" }.joined(separator: "\n"))
      )
      _describe command commands
    }

    # Candidates: what a command prints, or files; what the program answers about an argument.
    _kmslab_or_files() {
      local -a found=("${(@f)$(eval $1)}")
      _alternative 'labs:lab:compadd -a found' 'files:file:_files'
    }
    _kmslab_asked() {
      local -a found=("${(@f)$($service ---completion $1 -- $2 0 0 '' 2>/dev/null)}")
      compadd -a found
    }

    _kmslab() {
      local context state state_descr line
      typeset -A opt_args
      _arguments -C \\
    \(rows(of: table.program) + """
        '1:command:_kmslab_commands' \\
        '*::argument:->argument' && return
      [[ $state == argument ]] || return
      case $line[1] in

    """)\(table.commands.map(branch).joined())\
      esac
    }

    if [[ $funcstack[1] == _kmslab ]]; then _kmslab "$@"; else compdef _kmslab kmslab; fi

    """
  }

  private func branch(of command: ProgramTable.Command) -> String {
    let operands = command.operands.enumerated().map { index, operand in
      let place = operand.isRepeating ? "*" : "\(index + 1)"
      return "'\(place):\(operand.name):\(action(operand.values, command))'"
    }
    let all = command.options.map { row($0, command) } + operands
    return "    \(command.name)) _arguments \\\n"
      + all.map { "      " + $0 }.joined(separator: " \\\n") + " ;;\n"
  }

  private func rows(of command: ProgramTable.Command) -> String {
    command.options.map { "    \(row($0, command)) \\\n" }.joined()
  }

  /// An option as _arguments takes it: `{-o,--output}'[what it does]:value:what completes it'`.
  private func row(_ option: ProgramTable.Option, _ command: ProgramTable.Command) -> String {
    let value = option.value.map { ":\($0):\(action(option.values, command))" } ?? ""
    let rest = "[\(option.summary.inBrackets)]\(value)'"
    return option.names.count == 1
      ? "'\(option.names[0])\(rest)"
      : "'(\(option.names.joined(separator: " ")))'{\(option.names.joined(separator: ","))}'\(rest)"
  }

  private func action(
    _ values: ProgramTable.Values, _ command: ProgramTable.Command
  ) -> String {
    switch values {
    // After a blank, zsh adds no words of its own.
    case .nothing: " "
    case .files: "_files"
    case .folders: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .shell(let line): " _kmslab_or_files \"\(line.inQuotes)\""
    case .asked(let question): " _kmslab_asked \(command.asked) \(question)"
    }
  }
}

extension String {
  /// The text within single quotes of a shell.
  var inQuotes: String { replacing("'", with: "'\\''") }

  /// The text within the brackets of `_arguments`, within single quotes.
  fileprivate var inBrackets: String {
    ["\\", "[", "]", ":"].reduce(self) { $0.replacing($1, with: "\\" + $1) }.inQuotes
  }
}
