extension Tool {
  /// `tail` of GNU: a number with a `+` before it says where to begin instead.
  static let tail = Tool(
    "tail", "Prints the last lines or bytes of files.", operands: "[FILE...]",
    options: [
      ToolOption("-c", "--bytes", value: "N", summary: "the last N bytes, +N from byte N on"),
      ToolOption(
        "-n", "--lines", "-#", value: "N", summary: "the last N lines, or 10; +N from N on"),
    ]
  ) { files, arguments, input, _ throws(ToolFailure) in
    var option = ToolArguments.Option(name: "-n", value: "10")
    for given in arguments.options { option = given }
    let isOfBytes = option.name == "-c"
    guard let number = count(option.value) else {
      throw ToolFailure(
        message: "invalid number of \(isOfBytes ? "bytes" : "lines"): '\(option.value)'")
    }
    let isStart = option.value.hasPrefix("+")
    // Byte or line 0 is the first one too.
    let count = isStart ? max(number, 1) - 1 : abs(number)
    return try files.parts(arguments, of: "tail", input) { bytes in
      switch (isOfBytes, isStart) {
      case (true, true): bytes.dropFirst(count)
      case (true, false): bytes.suffix(count)
      case (false, true): bytes.lines.droppingFirst(count)
      case (false, false): bytes.lines.lastOnes(count)
      }
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var lines: Lines { Lines(bytes: self) }
}

/// Bytes, looked at as lines; the last one may lack its line break.
private struct Lines {
  let bytes: ArraySlice<UInt8>

  private static let lineBreak = UInt8(ascii: "\n")

  func droppingFirst(_ count: Int) -> ArraySlice<UInt8> {
    var rest = bytes
    for _ in 0..<count {
      guard let end = rest.firstIndex(of: Self.lineBreak) else { return [] }
      rest = rest[(end + 1)...]
    }
    return rest
  }

  func lastOnes(_ count: Int) -> ArraySlice<UInt8> {
    guard count > 0 else { return [] }
    var start = bytes.endIndex
    if bytes.last == Self.lineBreak { start -= 1 }
    for _ in 0..<count {
      guard let end = bytes[..<start].lastIndex(of: Self.lineBreak) else { return bytes }
      start = end
    }
    return bytes[(start + 1)...]
  }
}
