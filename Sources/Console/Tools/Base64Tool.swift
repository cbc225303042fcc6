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
  ) { files, arguments, input throws(ToolFailure) in
    try arguments.refuseOperands(after: 1)
    let source = arguments.sources[0]
    guard let bytes = files.content(of: source, input: input) else {
      throw .missing(source.text)
    }
    if arguments.has("-d") {
      return decoded(bytes, ignoresGarbage: arguments.has("-i"))
    }
    let wrap = arguments.value("-w") ?? "76"
    guard let width = Int(wrap), width >= 0 else {
      throw ToolFailure(message: "invalid wrap size: '\(wrap)'; 0 is for one long line")
    }
    let length = bytes.count / 3 * (width > 0 ? 4 + 4 / width : 4)
    guard length <= ShellLimits.outputBytes else { throw .largeOutput }
    return CommandResult(output: base64Lines(bytes, width: width))
  }
}

/// Bytes as lines of base64, each with its line break; without a width one line that has none.
func base64Lines(_ bytes: [UInt8], width: Int) -> [UInt8] {
  let text = Array(Base64.encode(bytes).utf8)
  guard width > 0 else { return text }
  var lines: [UInt8] = []
  lines.reserveCapacity(text.count + text.count / width + 1)
  var start = 0
  while start < text.count {
    let end = text.count - start > width ? start + width : text.count
    lines += text[start..<end]
    lines.append(UInt8(ascii: "\n"))
    start = end
  }
  return lines
}

/// Decodes as far as the text is base64; as GNU's, it prints that much and then complains.
private func decoded(_ text: [UInt8], ignoresGarbage: Bool) -> CommandResult {
  let text = text.filter { $0 != UInt8(ascii: "\n") && (!ignoresGarbage || isBase64($0)) }
  if text.allSatisfy(isBase64), !text.dropLast(4).contains(UInt8(ascii: "=")),
    let bytes = Base64.decode(text)
  {
    return CommandResult(output: bytes)
  }
  var result = CommandResult()
  var group: [UInt8] = []
  for byte in text {
    group.append(byte)
    guard group.count == 4 else { continue }
    guard let bytes = Base64.decode(group), !group.contains(where: isBlank) else { break }
    result.output += bytes
    group.removeAll(keepingCapacity: true)
  }
  guard !group.isEmpty else { return result }
  // What stands before the fault still counts, as if it had been padded.
  let rest = group.prefix { isBase64($0) && $0 != UInt8(ascii: "=") }
  if rest.count == 2 || rest.count == 3 {
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: 4 - rest.count)
    result.output += Base64.decode(rest + padding) ?? []
  }
  result.errors = "base64: invalid input\n"
  result.status = 1
  return result
}

private func isBlank(_ byte: UInt8) -> Bool { " \r\t".utf8.contains(byte) }

private func isBase64(_ byte: UInt8) -> Bool {
  switch Unicode.Scalar(byte) {
  case "a"..."z", "A"..."Z", "0"..."9", "+", "/", "=": true
  default: false
  }
}
