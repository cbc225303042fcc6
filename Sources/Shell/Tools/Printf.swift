extension Tool {
  /// `printf` with the conversions s, b, c, d, i, u, x, X, o and %.
  static let printf = Tool(
    "printf", "Prints words in a format, which is used again while there are words.",
    operands: "FORMAT [WORD...]", options: nil, mistakeStatus: 2
  ) { _, arguments, _, _ throws(ToolFailure) in
    var words = arguments.operands[...]
    if words.first?.text == "--" { words.removeFirst() }
    guard let format = words.popFirst()?.text else {
      throw ToolFailure(message: "a format is missing: printf FORMAT [WORD...]")
    }
    var printer = Printer(format: Array(format.utf8), words: words)
    try printer.printAll()
    return printer.result
  }
}

private struct Printer {
  let format: [UInt8]
  var words: ArraySlice<Argument>
  var result = CommandResult()
  private var isEnd = false

  init(format: [UInt8], words: ArraySlice<Argument>) {
    self.format = format
    self.words = words
  }

  mutating func printAll() throws(ToolFailure) {
    repeat {
      let before = words.count
      try printOnce()
      // A format that takes no word would be used again for ever.
      if words.count == before { return }
    } while !words.isEmpty && !isEnd
  }

  private mutating func printOnce() throws(ToolFailure) {
    var rest = format[...]
    while !isEnd, let byte = rest.popFirst() {
      switch Unicode.Scalar(byte) {
      case "\\":
        isEnd = !Escapes(octalStartsWithZero: false).append(&rest, to: &result.output)
      case "%": try convert(&rest)
      default: result.output.append(byte)
      }
      guard result.output.count <= ShellLimits.outputBytes else { throw .largeOutput }
    }
  }

  private mutating func convert(_ rest: inout ArraySlice<UInt8>) throws(ToolFailure) {
    var flags: [UInt8] = []
    while let byte = rest.first, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "0") {
      flags.append(byte)
      rest.removeFirst()
    }
    var width = 0
    while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      width = width * 10 + Int(byte) - 48
      guard width <= ShellLimits.outputBytes else { throw .largeOutput }
      rest.removeFirst()
    }
    guard let letter = rest.popFirst() else {
      throw ToolFailure(message: "'%': missing format character", status: 1)
    }
    if letter == UInt8(ascii: "%") {
      result.output.append(letter)
      return
    }
    let text = try converted(Unicode.Scalar(letter))
    let gap = [UInt8](
      repeating: UInt8(ascii: flags.contains(48) && !flags.contains(45) ? "0" : " "),
      count: max(0, width - text.count))
    result.output += flags.contains(UInt8(ascii: "-")) ? text + gap : gap + text
  }

  private mutating func converted(_ letter: Unicode.Scalar) throws(ToolFailure) -> [UInt8] {
    switch letter {
    case "s": return Array((words.popFirst()?.text ?? "").utf8)
    case "c": return Array((words.popFirst()?.text ?? "").utf8.prefix(1))
    case "b":
      let word = words.popFirst()?.text ?? ""
      let (bytes, isEnd) = Escapes(octalStartsWithZero: false).bytes(of: word.utf8)
      self.isEnd = isEnd
      return bytes
    case "d", "i", "u": return Array(String(number()).utf8)
    case "x": return Array(String(number(), radix: 16).utf8)
    case "X": return Array(String(number(), radix: 16, uppercase: true).utf8)
    case "o": return Array(String(number(), radix: 8).utf8)
    default:
      throw ToolFailure(
        message: "'\(letter)': invalid format character; there are %s %b %c %d %x %o %%", status: 1)
    }
  }

  private mutating func number() -> Int {
    guard let word = words.popFirst()?.text else { return 0 }
    let number = word.hasPrefix("0x") ? Int(word.dropFirst(2), radix: 16) : Int(word)
    if number == nil {
      result.errors += "printf: \(word): invalid number\n"
      result.status = 1
    }
    return number ?? 0
  }
}
