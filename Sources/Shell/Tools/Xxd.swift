import Kernel

extension Tool {
  /// `xxd`: a dump, plain digits with `-p`, and plain digits back into bytes with `-r -p`.
  static let xxd = Tool(
    "xxd", "Shows bytes as hexadecimal digits, or turns digits back.", operands: "[FILE [OUTFILE]]",
    options: [
      ToolOption("-p", "-ps", "-plain", "--plain", summary: "digits only"),
      ToolOption("-r", "-revert", "--revert", summary: "with -p, turn digits into bytes"),
      ToolOption("-s", "-seek", "--seek", value: "N", summary: "start at byte N, -N from the end"),
      ToolOption("-l", "-len", "--len", value: "N", summary: "stop after N bytes"),
      ToolOption("-c", "-cols", "--cols", value: "N", summary: "N bytes a line, 16, or 30 with -p"),
      ToolOption("-u", summary: "upper-case digits"),
    ]
  ) { files, arguments, input, pace throws(ToolFailure) in
    try arguments.refuseOperands(after: 2)
    let source = arguments.sources[0]
    guard var bytes = files.content(of: source, input: input) else {
      throw .missing(source.text, status: 2)
    }
    let isPlain = arguments.has("-p")
    let length = try number("-l", of: arguments)
    let columns = try number("-c", of: arguments)
    let start = try start(in: bytes, isPiped: source.text == "-", arguments)
    if arguments.has("-r") {
      guard start == 0 else { throw ToolFailure(message: "-s goes with no -r in this lab") }
      guard isPlain else { throw ToolFailure(message: "-r turns plain digits back: xxd -r -p") }
      bytes = try reverted(bytes, pace)
      if let length { bytes = Array(bytes.prefix(length)) }
      return try delivered(bytes, to: arguments, &files)
    }
    bytes = Array(bytes.dropFirst(start).prefix(length ?? bytes.count))
    let width = columns ?? (isPlain ? 30 : 16)
    guard isPlain || (1...256).contains(width) else {
      throw ToolFailure(message: "invalid number of columns (max. 256).")
    }
    // A line of a dump is longest for its bytes where it shows one: 10 + 4 + 2 characters.
    let growth = isPlain ? 3 : (10 + width * 4 + 2) / width + 1
    guard bytes.count <= ShellLimits.outputBytes / growth else { throw .largeOutput }
    let digits = Digits(isUpperCase: arguments.has("-u"), pace: pace)
    let dump =
      isPlain
      ? try digits.plain(bytes, width: width)
      : try digits.dump(bytes, from: start, width: width)
    return try delivered(dump, to: arguments, &files)
  }
}

private func number(_ option: String, of arguments: ToolArguments) throws(ToolFailure) -> Int? {
  guard let text = arguments.value(option) else { return nil }
  let number = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
  guard let number, number >= 0 else {
    throw ToolFailure(message: "\(option) takes a number of bytes, not '\(text)'")
  }
  return number
}

/// Where `-s` begins; as its namesake, xxd cannot go back in a pipe, nor behind its end.
private func start(
  in bytes: [UInt8], isPiped: Bool, _ arguments: ToolArguments
) throws(ToolFailure) -> Int {
  guard let text = arguments.value("-s") else { return 0 }
  let digits = text.drop { "+-".contains($0) }
  let size =
    digits.hasPrefix("0x") ? Int(digits.dropFirst(2), radix: 16) : Int(digits)
  guard let size, size >= 0, text.count - digits.count < 2 else {
    throw ToolFailure(message: "-s takes a number of bytes, not '\(text)'")
  }
  let start = text.hasPrefix("-") ? bytes.count - size : size
  guard start >= 0, !isPiped || !text.hasPrefix("-") && start <= bytes.count else {
    throw ToolFailure(message: "Sorry, cannot seek.", status: 4)
  }
  return start
}

private func delivered(
  _ bytes: [UInt8], to arguments: ToolArguments, _ files: inout VirtualFiles
) throws(ToolFailure) -> CommandResult {
  guard arguments.operands.count == 2, arguments.operands[1].text != "-" else {
    return CommandResult(output: bytes)
  }
  do throws(VirtualFileError) {
    try files.write(bytes, to: arguments.operands[1].text)
    return CommandResult()
  } catch {
    throw ToolFailure(message: error.description, status: 3)
  }
}

/// The bytes of pairs of digits; after anything else the rest of the line is passed over.
private func reverted(_ text: [UInt8], _ pace: Pace) throws(ToolFailure) -> [UInt8] {
  var bytes: [UInt8] = []
  var high: UInt8?
  var isSkipping = false
  try pace.through(text) { piece in
    for byte in piece {
      if byte == UInt8(ascii: "\n") { isSkipping = false }
      guard !isSkipping else { continue }
      if byte < 0x80, let value = Character(Unicode.Scalar(byte)).hexDigitValue {
        if let first = high { bytes.append(first << 4 | UInt8(value)) }
        high = high == nil ? UInt8(value) : nil
      } else {
        isSkipping = !" \t\r\n".utf8.contains(byte) && !(byte == UInt8(ascii: "x") && high == 0)
        high = nil
      }
    }
  }
  return bytes
}

private struct Digits {
  let isUpperCase: Bool
  let pace: Pace

  private func append(_ byte: UInt8, to text: inout [UInt8]) {
    for digit in [byte >> 4, byte & 15] {
      text.append(digit < 10 ? digit + 48 : digit - 10 + (isUpperCase ? 65 : 97))
    }
  }

  func plain(_ bytes: [UInt8], width: Int) throws(ToolFailure) -> [UInt8] {
    var text: [UInt8] = []
    try pace.through(bytes) { piece in
      for index in piece.indices {
        append(piece[index], to: &text)
        let isLast = index == bytes.count - 1
        if isLast || (width > 0 && index % width == width - 1) { text.append(10) }
      }
    }
    return text
  }

  func dump(_ bytes: [UInt8], from origin: Int, width: Int) throws(ToolFailure) -> [UInt8] {
    var text: [UInt8] = []
    // No row is torn: pieces have whole rows.
    try pace.through(bytes, by: Pace.pieceBytes / width * width) { piece in
      for start in stride(from: piece.startIndex, to: piece.endIndex, by: width) {
        let row = piece[start..<min(start + width, piece.endIndex)]
        appendRow(row, at: origin + start, width: width, to: &text)
      }
    }
    return text
  }

  private func appendRow(
    _ row: ArraySlice<UInt8>, at place: Int, width: Int, to text: inout [UInt8]
  ) {
    for shift in stride(from: 24, through: 0, by: -8) {
      append(UInt8(place >> shift & 255), to: &text)
    }
    text.append(UInt8(ascii: ":"))
    for column in 0..<width {
      if column % 2 == 0 { text.append(32) }
      if column < row.count {
        append(row[row.startIndex + column], to: &text)
      } else {
        text += [32, 32]
      }
    }
    text += [32, 32]
    for byte in row { text.append((32...126).contains(byte) ? byte : UInt8(ascii: ".")) }
    text.append(10)
  }
}
