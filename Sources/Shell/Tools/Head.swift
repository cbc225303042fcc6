extension Tool {
  /// `head` of GNU: a number with a `-` before it leaves out the end instead.
  static let head = Tool(
    "head", "Prints the first lines or bytes of files.", operands: "[FILE...]",
    options: [
      ToolOption("-c", "--bytes", value: "N", summary: "the first N bytes, K and M allowed"),
      ToolOption("-n", "--lines", "-#", value: "N", summary: "the first N lines, 10 by default"),
    ]
  ) { files, arguments, input, _ throws(ToolFailure) in
    var cut = Cut.lines(10)
    for option in arguments.options {
      let unit = option.name == "-c" ? "bytes" : "lines"
      guard let count = count(option.value) else {
        throw ToolFailure(message: "invalid number of \(unit): '\(option.value)'")
      }
      cut = option.name == "-c" ? .bytes(count) : .lines(count)
    }
    return try files.parts(arguments, of: "head", input, zeros: cut.byteCount) {
      $0.prefix(cut.length(in: $0))
    }
  }
}

extension VirtualFiles {
  /// A part of each file, below its name where there are several; `head` and `tail` print so.
  ///
  /// Of a file without end, `/dev/zero`, so many zeros are taken; it is missing where no number of
  /// them would do.
  func parts(
    _ arguments: ToolArguments, of tool: String, _ input: [UInt8], zeros: Int? = nil,
    _ part: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
  ) throws(ToolFailure) -> CommandResult {
    var result = CommandResult()
    var isFirst = true
    for source in arguments.sources {
      let endless = source.text == "/dev/zero" ? zeros : nil
      guard (endless ?? 0) <= ShellLimits.outputBytes else { throw .largeOutput }
      guard
        let bytes = endless.map({ [UInt8](repeating: 0, count: $0) })
          ?? content(of: source, input: input)
      else {
        result.errors += "\(tool): cannot open '\(source.text)' for reading: \(missingFile)\n"
        result.status = 1
        continue
      }
      if arguments.operands.count > 1 {
        let name = source.text == "-" ? "standard input" : source.text
        result.output += "\(isFirst ? "" : "\n")==> \(name) <==\n".utf8
      }
      isFirst = false
      result.output += part(bytes[...])
      guard result.output.count <= ShellLimits.outputBytes else { throw .largeOutput }
    }
    return result
  }
}

/// How much of a file stays.
private enum Cut {
  case bytes(Int)
  case lines(Int)

  /// The number of bytes from the start; `nil` where it depends on the content.
  var byteCount: Int? { if case .bytes(let count) = self, count >= 0 { count } else { nil } }

  func length(in bytes: ArraySlice<UInt8>) -> Int {
    switch self {
    case .bytes(let count): return count < 0 ? max(0, bytes.count + count) : count
    case .lines(let count):
      var left = count < 0 ? lineCount(of: bytes) + count : count
      guard left > 0 else { return 0 }
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        left -= 1
        if left == 0 { return index + 1 }
      }
      return bytes.count
    }
  }

  private func lineCount(of bytes: ArraySlice<UInt8>) -> Int {
    let breaks = bytes.count { $0 == UInt8(ascii: "\n") }
    return bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? breaks : breaks + 1
  }
}

/// A number of bytes or lines with an optional K or M; it is kept small enough to calculate with.
func count(_ text: String) -> Int? {
  let units: [(String, Int)] = [("K", 1 << 10), ("M", 1 << 20)]
  let unit = units.first { text.uppercased().hasSuffix($0.0) }
  guard let number = Int(unit == nil ? text : String(text.dropLast())) else { return nil }
  let most = VirtualFiles.capacityBytes
  return min(max(number, -most), most) * (unit?.1 ?? 1)
}
