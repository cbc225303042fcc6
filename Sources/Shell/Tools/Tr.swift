extension Tool {
  /// `tr` of GNU, byte by byte: deletes with `-d`, translates without.
  static let tr = Tool(
    "tr", "Deletes or replaces characters of the input.", operands: "SET1 [SET2]",
    options: [
      ToolOption("-d", "--delete", summary: "delete what is in SET1"),
      ToolOption("-c", "-C", "--complement", summary: "all bytes but SET1"),
    ]
  ) { _, arguments, input, pace throws(ToolFailure) in
    guard let first = arguments.operands.first else {
      throw ToolFailure(message: "missing operand: tr -d SET1, or tr SET1 SET2")
    }
    var from = try ByteSet(first.text).bytes
    if arguments.has("-c") {
      let given = from
      from = (UInt8.min...UInt8.max).filter { !given.contains($0) }
    }
    if arguments.has("-d") {
      try arguments.refuseOperands(after: 1)
      return CommandResult(output: try deleting(from, in: input, pace))
    }
    try arguments.refuseOperands(after: 2)
    guard arguments.operands.count == 2 else {
      throw ToolFailure(
        message: "missing operand after '\(first.text)'; translating takes two sets: tr SET1 SET2")
    }
    let to = try ByteSet(arguments.operands[1].text).bytes
    guard let last = to.last else {
      throw ToolFailure(message: "SET2 must not be empty; tr -d SET1 deletes")
    }
    var table = Array(UInt8.min...UInt8.max)
    for (index, byte) in from.enumerated() {
      table[Int(byte)] = index < to.count ? to[index] : last
    }
    var output: [UInt8] = []
    try pace.through(input) { piece in output += piece.map { table[Int($0)] } }
    return CommandResult(output: output)
  }
}

private func deleting(
  _ bytes: [UInt8], in input: [UInt8], _ pace: Pace
) throws(ToolFailure) -> [UInt8] {
  var isDeleted = [Bool](repeating: false, count: 256)
  for byte in bytes { isDeleted[Int(byte)] = true }
  var output: [UInt8] = []
  try pace.through(input) { piece in output += piece.filter { !isDeleted[Int($0)] } }
  return output
}

/// The bytes of a set such as `a-z`, `\n` or `[:space:]`, in order.
private struct ByteSet {
  private(set) var bytes: [UInt8] = []

  private static let classes: [(name: String, members: [ClosedRange<UInt8>])] = [
    ("alnum", [48...57, 65...90, 97...122]), ("alpha", [65...90, 97...122]),
    ("blank", [9...9, 32...32]), ("cntrl", [0...31, 127...127]), ("digit", [48...57]),
    ("lower", [97...122]), ("print", [32...126]),
    ("punct", [33...47, 58...64, 91...96, 123...126]), ("space", [9...13, 32...32]),
    ("upper", [65...90]), ("xdigit", [48...57, 65...70, 97...102]),
  ]

  init(_ text: String) throws(ToolFailure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      if let members = Self.takeClass(&rest) {
        for range in members { bytes += range }
        continue
      }
      let low = Self.takeByte(&rest)
      guard rest.first == UInt8(ascii: "-"), rest.count > 1 else {
        bytes.append(low)
        continue
      }
      rest.removeFirst()
      let high = Self.takeByte(&rest)
      guard low <= high else {
        throw ToolFailure(message: "a range of '\(text)' is in reverse order")
      }
      bytes += low...high
    }
  }

  private static func takeClass(_ rest: inout ArraySlice<UInt8>) -> [ClosedRange<UInt8>]? {
    guard rest.first == UInt8(ascii: "[") else { return nil }
    for (name, members) in classes where rest.starts(with: "[:\(name):]".utf8) {
      rest.removeFirst(name.utf8.count + 4)
      return members
    }
    return nil
  }

  private static func takeByte(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
    let byte = rest.removeFirst()
    guard byte == UInt8(ascii: "\\"), !rest.isEmpty else { return byte }
    var escaped: [UInt8] = []
    let before = rest
    _ = Escapes(octalStartsWithZero: false).append(&rest, to: &escaped)
    if escaped.count == 1 { return escaped[0] }
    rest = before
    return rest.removeFirst()
  }
}
