import Kernel

extension Tool {
  /// `base64` of GNU, with macOS's `-D`, `-i FILE` left out because GNU's `-i` means another thing.
  static let base64 = Tool(
    "base64", "Writes bytes as base64 text, or turns it back.", operands: "[FILE]",
    options: [
      ToolOption("-d", "-D", "--decode", summary: "turn base64 into bytes"),
      ToolOption("-i", "--ignore-garbage", summary: "with -d, pass over what is no base64"),
      ToolOption("-w", "--wrap", "-b", value: "N", summary: "break lines after N, 0 for never"),
    ]
  ) { files, arguments, input, pace throws(ToolFailure) in
    try arguments.refuseOperands(after: 1)
    let source = arguments.sources[0]
    guard let bytes = files.content(of: source, input: input) else {
      throw .missing(source.text)
    }
    if arguments.has("-d") {
      return try decoded(bytes, ignoresGarbage: arguments.has("-i"), pace)
    }
    let wrap = arguments.value("-w") ?? "76"
    guard let width = Int(wrap), width >= 0 else {
      throw ToolFailure(message: "invalid wrap size: '\(wrap)'; 0 is for one long line")
    }
    let length = bytes.count / 3 * (width > 0 ? 4 + 4 / width : 4)
    guard length <= ShellLimits.outputBytes else { throw .largeOutput }
    return CommandResult(output: try base64Lines(bytes, width: width, pace))
  }
}

/// Bytes as lines of base64, each with its line break; without a width one line that has none.
func base64Lines(
  _ bytes: [UInt8], width: Int, _ pace: Pace
) throws(ToolFailure) -> [UInt8] {
  var lines: [UInt8] = []
  var column = 0
  try pace.through(bytes) { piece in
    var text = Array(Base64.encode(Array(piece)).utf8)[...]
    while !text.isEmpty {
      let part = text.prefix(width > 0 ? width - column : text.count)
      lines += part
      text = text.dropFirst(part.count)
      column += part.count
      guard column == width else { continue }
      lines.append(UInt8(ascii: "\n"))
      column = 0
    }
  }
  if width > 0, column > 0 { lines.append(UInt8(ascii: "\n")) }
  return lines
}

/// Decodes as far as the text is base64; as GNU's, it prints that much and then complains.
private func decoded(
  _ text: [UInt8], ignoresGarbage: Bool, _ pace: Pace
) throws(ToolFailure) -> CommandResult {
  var digits: [UInt8] = []
  try pace.through(text) { piece in
    digits += piece.filter { $0 != UInt8(ascii: "\n") && (!ignoresGarbage || isBase64($0)) }
  }
  var result = CommandResult()
  var group: [UInt8] = []
  var isWrong = false
  try pace.through(digits) { piece in
    guard !isWrong else { return }
    // Four digits at a time find the fault; nearly always there is none.
    if let bytes = sound(piece, isLast: piece.endIndex == digits.endIndex) {
      result.output += bytes
      return
    }
    for byte in piece {
      group.append(byte)
      guard group.count == 4 else { continue }
      guard let bytes = Base64.decode(group), !group.contains(where: isBlank) else {
        isWrong = true
        return
      }
      result.output += bytes
      group.removeAll(keepingCapacity: true)
    }
  }
  guard !group.isEmpty else { return result }
  // What stands before the fault still counts, as if it had been padded.
  let rest = group.prefix { isBase64($0) && $0 != equalsSign }
  if rest.count == 2 || rest.count == 3 {
    let padding = [UInt8](repeating: equalsSign, count: 4 - rest.count)
    result.output += Base64.decode(rest + padding) ?? []
  }
  result.errors = "base64: invalid input\n"
  result.status = 1
  return result
}

/// The bytes of digits that have no fault; padding is none at the end.
private func sound(_ digits: ArraySlice<UInt8>, isLast: Bool) -> [UInt8]? {
  let inner = isLast ? digits.dropLast(4) : digits
  guard digits.allSatisfy(isBase64), !inner.contains(equalsSign) else { return nil }
  return Base64.decode(digits)
}

private let equalsSign = UInt8(ascii: "=")

private func isBlank(_ byte: UInt8) -> Bool { " \r\t".utf8.contains(byte) }

private func isBase64(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", "+", "/", "=": true
  default: false
  }
}
