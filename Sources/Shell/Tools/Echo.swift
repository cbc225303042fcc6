extension Tool {
  /// `echo`, with the options of bash's: they count only before the first word.
  static let echo = Tool(
    "echo", "Prints its words with blanks between them.", operands: "[-n] [-e] [-E] [WORD...]",
    options: nil
  ) { _, arguments, _, _ throws(ToolFailure) in
    var words = arguments.operands[...]
    var hasLineBreak = true
    var hasEscapes = false
    while let word = words.first?.text, isEchoOption(word) {
      words.removeFirst()
      for letter in word.utf8.dropFirst() {
        switch Unicode.Scalar(letter) {
        case "n": hasLineBreak = false
        case "e": hasEscapes = true
        default: hasEscapes = false
        }
      }
    }
    var output = Array(words.map(\.text).joined(separator: " ").utf8)
    if hasEscapes {
      let (bytes, isEnd) = Escapes(octalStartsWithZero: true).bytes(of: output)
      output = bytes
      if isEnd { hasLineBreak = false }
    }
    if hasLineBreak { output.append(UInt8(ascii: "\n")) }
    return CommandResult(output: output)
  }
}

/// Whether a word is a `-` with letters that echo knows; any other word is printed.
private func isEchoOption(_ word: String) -> Bool {
  word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1
    && word.utf8.dropFirst().allSatisfy { "neE".utf8.contains($0) }
}
