extension Tool {
  /// `diff` in the normal format of GNU's.
  static let diff = Tool(
    "diff", "Shows the lines in which two files differ.", operands: "FILE1 FILE2",
    options: [ToolOption("-q", "--brief", summary: "say only whether they differ")],
    mistakeStatus: 2
  ) { files, arguments, input, _ throws(ToolFailure) in
    try arguments.refuseOperands(after: 2)
    guard arguments.operands.count == 2 else {
      throw ToolFailure(message: "missing operand: diff FILE1 FILE2")
    }
    var contents: [[UInt8]] = []
    for name in arguments.operands {
      guard let bytes = files.content(of: name, input: input) else { throw .missing(name.text) }
      contents.append(bytes)
    }
    let names = arguments.operands.map(\.text)
    guard contents[0] != contents[1] else { return CommandResult() }
    if arguments.has("-q") {
      let text = "Files \(names[0]) and \(names[1]) differ\n"
      return CommandResult(output: Array(text.utf8), status: 1)
    }
    guard contents[0].count + contents[1].count <= LineDifference.mostBytes else {
      throw ToolFailure(message: "the files are too large to compare by lines; cmp compares them")
    }
    let difference = LineDifference(lines(of: contents[0]), lines(of: contents[1]))
    return CommandResult(output: difference.text, status: 1)
  }
}

/// The lines, each with its line break.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
    lines.append(bytes[start...index])
    start = index + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

/// The hunks between two lists of lines.
private struct LineDifference {
  static let mostBytes = 16 << 20
  /// Beyond this the search, quadratic at worst, is left and all between is one hunk.
  private static let mostLines = 2_000

  let old: [ArraySlice<UInt8>]
  let new: [ArraySlice<UInt8>]
  private(set) var text: [UInt8] = []
  private var isRemoved: [Bool]
  private var isInserted: [Bool]

  init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    self.old = old
    self.new = new
    isRemoved = Array(repeating: false, count: old.count)
    isInserted = Array(repeating: false, count: new.count)
    compare()
    write()
  }

  private mutating func compare() {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let oldMiddle = old[head..<old.count - tail]
    let newMiddle = new[head..<new.count - tail]
    guard oldMiddle.count + newMiddle.count <= Self.mostLines else {
      for index in oldMiddle.indices { isRemoved[index] = true }
      for index in newMiddle.indices { isInserted[index] = true }
      return
    }
    for change in Array(newMiddle).difference(from: Array(oldMiddle)) {
      switch change {
      case .remove(let offset, _, _): isRemoved[head + offset] = true
      case .insert(let offset, _, _): isInserted[head + offset] = true
      }
    }
  }

  private mutating func write() {
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      let oldStart = left
      let newStart = right
      while left < old.count, isRemoved[left] { left += 1 }
      while right < new.count, isInserted[right] { right += 1 }
      if left > oldStart || right > newStart {
        writeHunk(oldStart..<left, newStart..<right)
      } else {
        left += 1
        right += 1
      }
    }
  }

  private mutating func writeHunk(_ removed: Range<Int>, _ inserted: Range<Int>) {
    let letter = removed.isEmpty ? "a" : inserted.isEmpty ? "d" : "c"
    text += "\(numbers(removed))\(letter)\(numbers(inserted))\n".utf8
    for index in removed { writeLine("< ", old[index]) }
    if letter == "c" { text += "---\n".utf8 }
    for index in inserted { writeLine("> ", new[index]) }
  }

  /// The numbers of lines, counted from 1; of none, the line before them.
  private func numbers(_ range: Range<Int>) -> String {
    range.count < 2 ? "\(range.upperBound)" : "\(range.lowerBound + 1),\(range.upperBound)"
  }

  private mutating func writeLine(_ mark: String, _ line: ArraySlice<UInt8>) {
    text += mark.utf8
    text += line
    if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n".utf8 }
  }
}
