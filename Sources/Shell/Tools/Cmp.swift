extension Tool {
  /// `cmp` of GNU: the first byte in which two files differ.
  static let cmp = Tool(
    "cmp", "Tells whether two files are the same, byte by byte.", operands: "FILE1 [FILE2]",
    options: [ToolOption("-s", "--quiet", "--silent", summary: "say nothing, set the status only")],
    mistakeStatus: 2
  ) { files, arguments, input, _ throws(ToolFailure) in
    try arguments.refuseOperands(after: 2)
    guard !arguments.operands.isEmpty else {
      throw ToolFailure(message: "missing operand: cmp FILE1 FILE2")
    }
    let names = (arguments.operands + [Argument(text: "-")]).prefix(2)
    var contents: [[UInt8]] = []
    for name in names {
      guard let bytes = files.content(of: name, input: input) else { throw .missing(name.text) }
      contents.append(bytes)
    }
    let (first, second) = (contents[0], contents[1])
    guard first != second else { return CommandResult() }
    var result = CommandResult(status: 1)
    if arguments.has("-s") { return result }
    let same = zip(first, second).prefix { $0 == $1 }.count
    let lines = first.prefix(same).count { $0 == UInt8(ascii: "\n") }
    if same < min(first.count, second.count) {
      let text = "\(names[0].text) \(names[1].text) differ: byte \(same + 1), line \(lines + 1)\n"
      result.output = Array(text.utf8)
      return result
    }
    let shorter = first.count < second.count ? names[0].text : names[1].text
    let endsLine = same > 0 && first[same - 1] == UInt8(ascii: "\n")
    let place = endsLine ? "line \(lines)" : "in line \(lines + 1)"
    result.errors =
      same == 0
      ? "cmp: EOF on \(shorter) which is empty\n"
      : "cmp: EOF on \(shorter) after byte \(same), \(place)\n"
    return result
  }
}
