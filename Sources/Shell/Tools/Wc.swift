import Text

extension Tool {
  /// `wc` in the layout of GNU's, its input taken for a pipe.
  static let wc = Tool(
    "wc", "Counts lines, words and bytes.", operands: "[FILE...]",
    options: [
      ToolOption("-c", "--bytes", summary: "count bytes"),
      ToolOption("-l", "--lines", summary: "count lines"),
      ToolOption("-w", "--words", summary: "count words"),
    ]
  ) { files, arguments, input, pace throws(ToolFailure) in
    let given = arguments.options.map(\.name)
    let columns = ["-l", "-w", "-c"].filter { given.isEmpty || given.contains($0) }
    let sources = arguments.sources.map { ($0.text, files.content(of: $0, input: input)) }
    let width = width(of: sources, columns: columns.count)
    var result = CommandResult()
    var total = Counts()
    for (name, bytes) in sources {
      guard let bytes else {
        result.errors += "wc: \(name): \(missingFile)\n"
        result.status = 1
        continue
      }
      var counts = Counts()
      try pace.through(bytes) { piece in counts.read(piece) }
      total.add(counts)
      let label = arguments.operands.isEmpty ? "" : " \(name)"
      result.output += (counts.line(columns, width: width) + label + "\n").utf8
    }
    if sources.count > 1 {
      result.output += (total.line(columns, width: width) + " total\n").utf8
    }
    return result
  }
}

/// The width of a column: GNU's measures the files, and takes 7 for what is no file.
private func width(of sources: [(String, [UInt8]?)], columns: Int) -> Int {
  if sources.count == 1, columns == 1 { return 1 }
  var total = 0
  var least = 1
  for (name, bytes) in sources {
    if name == "-" { least = 7 } else { total += bytes?.count ?? 0 }
  }
  return max(least, String(total).utf8.count)
}

private struct Counts {
  var lines = 0
  var words = 0
  var bytes = 0
  private var isInWord = false

  /// Goes on with the next bytes of a file.
  mutating func read(_ piece: ArraySlice<UInt8>) {
    bytes += piece.count
    for byte in piece {
      if byte == 10 { lines += 1 }
      let isBlank = byte == 32 || (9...13).contains(byte)
      if !isBlank, !isInWord { words += 1 }
      isInWord = !isBlank
    }
  }

  mutating func add(_ other: Counts) {
    lines += other.lines
    words += other.words
    bytes += other.bytes
  }

  func line(_ columns: [String], width: Int) -> String {
    columns.map { column in
      String(column == "-l" ? lines : column == "-w" ? words : bytes).paddedLeft(width)
    }.joined(separator: " ")
  }
}
