extension Tool {
  /// `cut` of GNU: bytes, or fields between delimiters, of each line.
  static let cut = Tool(
    "cut", "Prints parts of each line.", operands: "[FILE...]",
    options: [
      ToolOption("-b", "--bytes", value: "LIST", summary: "these bytes, as 1-32,40-"),
      ToolOption("-c", "--characters", value: "LIST", summary: "the same as -b"),
      ToolOption("-f", "--fields", value: "LIST", summary: "these fields"),
      ToolOption("-d", "--delimiter", value: "C", summary: "what ends a field, a tab without it"),
      ToolOption("-s", "--only-delimited", summary: "with -f: no lines without a delimiter"),
    ]
  ) { files, arguments, input, pace throws(ToolFailure) in
    let lists = arguments.options.filter { ["-b", "-c", "-f"].contains($0.name) }
    guard let list = lists.first else {
      throw ToolFailure(message: "you must specify a list of bytes, characters, or fields")
    }
    guard lists.count == 1 else {
      throw ToolFailure(message: "only one list may be specified")
    }
    let positions = try Positions(list.value, areFields: list.name == "-f")
    let delimiter = arguments.value("-d").map { Array($0.utf8) } ?? [UInt8(ascii: "\t")]
    guard list.name == "-f" || !arguments.has("-d") else {
      throw ToolFailure(
        message: "an input delimiter may be specified only when operating on fields")
    }
    guard list.name == "-f" || !arguments.has("-s") else {
      throw ToolFailure(
        message:
          "suppressing non-delimited lines makes sense\n\tonly when operating on fields")
    }
    guard delimiter.count == 1 else {
      throw ToolFailure(message: "the delimiter must be a single character")
    }
    var result = CommandResult()
    for source in arguments.sources {
      guard let bytes = files.content(of: source, input: input) else {
        result.errors += "cut: \(source.text): \(missingFile)\n"
        result.status = 1
        continue
      }
      var rest = bytes[...]
      var next = 0
      while !rest.isEmpty {
        if rest.startIndex >= next {
          try pace.stopIfAsked(rest.startIndex, of: bytes.count)
          next = rest.startIndex + Pace.pieceBytes
        }
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        rest = rest.dropFirst(line.count + 1)
        let part =
          list.name == "-f"
          ? positions.fields(of: line, delimiter[0], onlyDelimited: arguments.has("-s"))
          : positions.bytes(of: line)
        if let part { result.output += part + [UInt8(ascii: "\n")] }
      }
    }
    return result
  }
}

/// Which bytes or fields of a line, counted from 1.
private struct Positions {
  private var ranges: [ClosedRange<Int>] = []

  /// Reads `1-3,5,7-`.
  init(_ list: String, areFields: Bool) throws(ToolFailure) {
    let kind = areFields ? "field" : "byte or character"
    for part in list.split(omittingEmptySubsequences: false, whereSeparator: { ", ".contains($0) })
    {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let numbers = ends.map { $0.isEmpty ? nil : Int($0) }
      guard part != "-", zip(ends, numbers).allSatisfy({ $0.isEmpty || $1 != nil }),
        !ends.allSatisfy(\.isEmpty)
      else {
        throw ToolFailure(
          message: part == "-"
            ? "invalid range with no endpoint: -"
            : areFields
              ? "invalid field value '\(part)'" : "invalid byte/character position '\(part)'"
        )
      }
      let first = numbers[0] ?? 1
      let last = numbers.count == 1 ? first : numbers[1] ?? Int.max
      guard first > 0, last > 0 else {
        throw ToolFailure(
          message: areFields
            ? "fields are numbered from 1" : "byte/character positions are numbered from 1")
      }
      guard first <= last else { throw ToolFailure(message: "invalid decreasing range") }
      ranges.append(first...last)
    }
    if ranges.isEmpty { throw ToolFailure(message: "missing list of \(kind)s") }
  }

  private func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }

  func bytes(of line: ArraySlice<UInt8>) -> [UInt8] {
    line.enumerated().filter { contains($0.offset + 1) }.map(\.element)
  }

  /// The fields with the delimiter between them; a line without one as a whole, or not at all.
  func fields(
    of line: ArraySlice<UInt8>, _ delimiter: UInt8, onlyDelimited: Bool
  ) -> [UInt8]? {
    let fields = line.split(separator: delimiter, omittingEmptySubsequences: false)
    guard fields.count > 1 else { return onlyDelimited ? nil : Array(line) }
    return Array(
      fields.enumerated().filter { contains($0.offset + 1) }.map(\.element)
        .joined(separator: [delimiter]))
  }
}
