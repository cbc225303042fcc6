import Sessions
import Shell

extension FuzzTarget {
  /// The shell's tokenizer and parser.
  static let shell = FuzzTarget("shell") { dice in
    dice.once(in: 2)
      ? ShellInputs.mutation.mutated(ShellInputs.corpus, &dice)
      : Array(ShellInputs.text(&dice).utf8)
  } checkText: { text in
    do throws(ShellSyntaxError) {
      switch try ShellParser.parse(text) {
      case .complete(let script): return ShellCheck.complaint(script, text)
      case .incomplete(let reason): return ShellCheck.complaint(reason, text)
      }
    } catch {
      return text.complaint(error.range)
        ?? (error.range.isEmpty && error.range.lowerBound < text.utf8.count
          ? "the range of \(error) is empty" : nil)
    }
  }
}

private enum ShellInputs {
  static let pieces = [
    "a", "echo", "X=1", "X=", " ", " ", " ", "\n", "'", "\"", "\\", "$", "$(", ")", "${X}", "$X",
    "$?", "`", "|", "||", "&", "&&", ";", "<", ">", ">>", "<<E", "<<'E'", "<<-E", "\nE\n", "\t",
    "#", "é", "“", "\r\n", "2", "2>", "2>&1", ">&2", "&>", "(", "if", "=", "\\\n", "\\ ", "😀",
    "\u{301}", "-", "~", "*",
    "{", "}", "[", "]", "!", "\0", "$'", "$((", "<<<", "&>", "|&", "$ ", "''", "\"\"", "<<\"a b\"",
  ]
  static let mutation = Mutation(pieces, limit: 120)
  static let corpus = Corpus.lines.bytes

  static func text(_ dice: inout Dice) -> String {
    dice.some(upTo: 12) { $0.pick(pieces) }.joined()
  }
}

private enum ShellCheck {
  /// What is wrong with a script that was read.
  static func complaint(_ script: Script, _ text: String) -> String? {
    for range in script.allRanges {
      if let complaint = text.complaint(range) { return complaint }
    }
    // sh takes line continuations out before it looks at words; here they part a name from its =.
    guard !text.contains("\\\n"), !text.contains("\\\r\n") else { return nil }
    let printed = ShellPrinter.text(script)
    guard case .complete(let again)? = try? ShellParser.parse(printed) else {
      return "cannot be read again: \(printed.debugDescription)"
    }
    let second = ShellPrinter.text(again)
    return second == printed ? nil : "\(printed.debugDescription), then \(second.debugDescription)"
  }

  /// What is wrong with a text that goes on.
  static func complaint(_ reason: IncompleteReason, _ text: String) -> String? {
    for line in ["", "x", "'", "\"", ")", "\\", "\\\\", "E", "x E", "#", "\t", "$(", "a b\\"]
    where !reason.mayEnd(with: line) {
      if case .complete? = try? ShellParser.parse(text + "\n" + line) {
        return "\(line.debugDescription) ends it"
      }
    }
    return endless(reason, text)
  }

  /// Whether a text does not end however often what is open is closed.
  private static func endless(_ reason: IncompleteReason, _ text: String) -> String? {
    var (text, reason) = (text, reason)
    for _ in 0..<2 * ShellLimits.substitutionDepth {
      text += ending(reason)
      do throws(ShellSyntaxError) {
        guard case .incomplete(let next) = try ShellParser.parse(text) else { return nil }
        reason = next
      } catch {
        // Only when a here-document ends is it read, and only a whole word can be one's last line.
        if case .hereDocument = reason { return nil }
        if error.message.contains("after <<") { return nil }
        return "closing \(reason) makes a mistake: \(error): \(text.debugDescription)"
      }
    }
    return "\(reason) does not end: \(text.debugDescription)"
  }

  private static func ending(_ reason: IncompleteReason) -> String {
    switch reason {
    case .singleQuote: "'"
    case .doubleQuote: "\""
    case .backslash: "\nx"
    // A comment would swallow what follows it.
    case .substitution: "\n)"
    case .connector: "\nx"
    case .hereDocument(let delimiter, _): "\n\(delimiter)\n"
    }
  }
}

extension String {
  /// What is wrong with a range of UTF-8 offsets; `nil` for one of whole characters of the text.
  func complaint(_ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= utf8.count else {
      return "\(range) is outside the text"
    }
    for offset in [range.lowerBound, range.upperBound] {
      let place = utf8.index(startIndex, offsetBy: offset)
      if place < endIndex, utf8[place] & 0xC0 == 0x80 { return "\(range) cuts a character" }
    }
    return nil
  }
}

extension Script {
  /// The ranges of all commands, words and parts.
  fileprivate var allRanges: [Range<Int>] {
    steps.flatMap(\.pipeline.commands).flatMap { command in
      [command.range] + command.allWords.flatMap(\.allRanges)
    }
  }
}

extension ShellCommand {
  fileprivate var allWords: [Word] {
    let body: [Word] =
      switch input {
      case .file(let word), .hereDocument(let word): [word]
      case nil: []
      }
    var files = output.map { [$0.file] } ?? []
    if case .file(let errors)? = errors { files.append(errors.file) }
    return assignments.map(\.value) + words + body + files
  }
}

extension Word {
  fileprivate var allRanges: [Range<Int>] {
    [range]
      + parts.flatMap { part in
        if case .substitution(let script) = part.content {
          [part.range] + script.allRanges
        } else {
          [part.range]
        }
      }
  }
}
