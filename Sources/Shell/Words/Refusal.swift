/// The messages for what sh has and this shell does not.
enum Refusal {
  /// What the refusals of redirections end with.
  private static let redirections =
    "this shell has < FILE, > FILE, >> FILE, << EOF, 2> FILE, 2>&1 and |"

  /// Words with a meaning of their own at the start of a command in sh.
  static let reservedWords = [
    "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac",
    "select", "function", "{", "}", "[[", "!",
  ]

  static func reserved(_ word: String, at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "this shell has no \(word)", "join commands with ; or && or || or | instead")
  }

  static func backquote(at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "this shell has no `…`",
      "write $(…) to insert a command's output, or put a text with a ` in single quotes")
  }

  static func braces(at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "after ${ this shell takes a name and } only",
      "write ${NAME}, or put the text in single quotes")
  }

  static func parameter(at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "this shell has $NAME, ${NAME}, $? and $(…) only",
      "write \\$ or use single quotes for a $ as it stands")
  }

  static func dollarQuote(at range: Range<Int>) -> ShellStop {
    .mistake(range, "this shell has no $'…'", "write \"$(printf '…')\" for \\n and the like")
  }

  static func arithmetic(at range: Range<Int>) -> ShellStop {
    .mistake(range, "this shell does not calculate, $((…))", "write the number itself")
  }

  static func depth(at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "$(…) stands in $(…) more than \(ShellLimits.substitutionDepth) deep",
      "put the inner result into a variable first, NAME=$(…)")
  }

  static func descriptor(at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "a command has the output 1 and the errors 2 alone", "leave it out; \(redirections)")
  }

  static func placeholder(_ text: String, at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "\(text) stands for a value of your own", "write that value, without < and >")
  }

  static func secondRedirection(_ side: String, at range: Range<Int>) -> ShellStop {
    .mistake(
      range, "the \(side) of this command is redirected twice", "keep one of the two")
  }

  static func missingName(after sign: String, at range: Range<Int>) -> ShellStop {
    .mistake(
      range, sign.hasPrefix("<<") ? "a word is missing after \(sign)" : "a file name is missing",
      sign.hasPrefix("<<") ? "write \(sign) EOF" : "write \(sign) FILE")
  }

  static func sign(_ sign: String, at range: Range<Int>) -> ShellStop {
    switch sign {
    case "<<<": .mistake(range, "this shell has no <<<", "write echo \"TEXT\" | COMMAND instead")
    case "<(", ">(":
      .mistake(
        range, "this shell has no \(sign)…)",
        "write the output to a file first, COMMAND > FILE, and name that: fileb://FILE")
    default: .mistake(range, "this shell has no \(sign)", redirections)
    }
  }
}

extension ShellReader {
  func refusedAmpersand() -> ShellStop {
    let range = position..<position + 1
    return .mistake(
      range, "commands do not run in the background here",
      "leave the & out, write && between two commands, or quote a word that has a &")
  }

  func refusedErrorPipe() -> ShellStop {
    .mistake(
      position..<position + 2, "this shell has no |&", "write 2>&1 | instead")
  }

  func refusedParenthesis() -> ShellStop {
    .mistake(
      position..<position + 1, "this shell has no (…) but after a $",
      "write $(…) to insert a command's output, or put a word that has a ( in single quotes")
  }

  /// The mistake at an operator that has no command before it.
  func missingCommand() -> ShellStop {
    let range = position..<min(position + 1, end)
    switch current {
    case ")" where depth == 0:
      return .mistake(
        range, "no ( is open for this )", "put a word that has a ) in single quotes")
    case let byte?:
      let name = byte == "\n" ? "the end of the line" : String(Character(byte))
      return .mistake(range, "a command is missing before \(name)", "write COMMAND \(name) COMMAND")
    case nil: return .mistake(range, "a command is missing at the end", nil)
    }
  }

  /// Refuses `\` with blanks up to the end of the line, which does not go on, though it seems so.
  func refuseBlankAfterBackslash() throws(ShellStop) {
    var index = position + 1
    while index < end, " \t\r".utf8.contains(bytes[index]) { index += 1 }
    guard index > position + 1, index == end || bytes[index] == UInt8(ascii: "\n") else { return }
    throw .mistake(
      position..<index, "the line does not go on, because blanks follow the \\",
      "remove what stands after the \\")
  }

  /// Refuses the quotes of a word processor at the start of a word: they quote nothing.
  func refuseTypographicQuote() throws(ShellStop) {
    guard continues(with: "\u{201C}") || continues(with: "\u{2018}") || continues(with: "\u{201E}")
    else { return }
    throw .mistake(
      position..<position + 3, "this is a typographic quote, which quotes nothing",
      "type ' or \" instead")
  }
}
