/// The completions for bash.
struct BashCompletions {
  let table: ProgramTable

  /// Makes them of the program's table.
  init(_ table: ProgramTable) { self.table = table }

  /// The file.
  var text: String {
    let all = [table.program] + table.commands
    return """
      # Completions of kmslab for bash; kmslab completions bash writes them.

      # What a command takes: its options, and those of them that have a value.
      _kmslab_options() {
        case $1 in
      \(all.map(options).joined(separator: "\n"))
        esac
      }

      # Candidates: words, or what the program answers when it is asked about an argument.
      _kmslab_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
      _kmslab_asked() { _kmslab_words "$("$program" ---completion "$1" -- "$2" 0 0 '' 2>/dev/null)"; }

      _kmslab() {
        local program=$1 cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
        local command='' options valued operand=0 word i
        [[ $cur == '=' ]] && cur=''
        [[ $previous == '=' ]] && previous=${COMP_WORDS[COMP_CWORD - 2]}
        COMPREPLY=()
        _kmslab_options ''
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          if [[ $word == -- ]]; then
            return
          elif [[ " $valued " == *" $word "* ]]; then
            [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
            ((i++))
          elif [[ $word != -* && -z $command ]]; then
            command=$word
            _kmslab_options "$command"
          elif [[ $word != -* ]]; then
            ((operand++))
          fi
        done
        case "$command $previous" in
      \(all.flatMap(values).joined(separator: "\n"))
        esac
        if [[ $cur == -* ]]; then
          _kmslab_words "$options"
          return
        fi
        case "$command $operand" in
          ' 0') _kmslab_words '\(table.commands.map(\.name).joined(separator: " "))' ;;
      \(table.commands.flatMap(operands).joined(separator: "\n"))
        esac
      }

      complete -F _kmslab kmslab

      """
  }

  private func options(of command: ProgramTable.Command) -> String {
    let names = command.options.flatMap(\.names).joined(separator: " ")
    let valued = command.options.filter { $0.value != nil }.flatMap(\.names)
    return "    '\(command.name)') options='\(names)' valued='\(valued.joined(separator: " "))' ;;"
  }

  /// The branches for the values of a command's options.
  private func values(of command: ProgramTable.Command) -> [String] {
    command.options.filter { $0.value != nil }.map { option in
      let places = option.names.map { "'\(command.name) \($0)'" }.joined(separator: " | ")
      return "    \(places)) \(candidates(option.values, command))return ;;"
    }
  }

  /// The branches for a command's operands.
  private func operands(of command: ProgramTable.Command) -> [String] {
    command.operands.enumerated().compactMap { index, operand in
      let found = candidates(operand.values, command).dropLast(2)
      let place = operand.isRepeating ? "'\(command.name) '*" : "'\(command.name) \(index)'"
      return found.isEmpty ? nil : "    \(place)) \(found) ;;"
    }
  }

  /// The command that proposes, with what parts it from the next.
  private func candidates(
    _ values: ProgramTable.Values, _ command: ProgramTable.Command
  ) -> String {
    switch values {
    case .nothing: ""
    case .files: "compopt -o default; "
    case .folders: "compopt -o dirnames; "
    case .words(let words): "_kmslab_words '\(words.joined(separator: " "))'; "
    case .shell(let line): "_kmslab_words \"$(\(line))\"; compopt -o default; "
    case .asked(let question): "_kmslab_asked \(command.asked) \(question); "
    }
  }
}

extension ProgramTable.Command {
  /// The name by which the program answers questions about its arguments.
  var asked: String { name.isEmpty ? ProgramTable.standardName : name }
}
