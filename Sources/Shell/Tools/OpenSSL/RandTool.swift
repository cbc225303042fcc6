import Kernel

extension Tool {
  /// `openssl rand`.
  static let opensslRand = Tool(
    "openssl rand", "Makes random bytes, from the seed of the session.", operands: "N",
    options: [
      ToolOption("-hex", summary: "as hexadecimal digits"),
      ToolOption("-base64", summary: "as base64"),
      ToolOption("-out", value: "FILE", summary: "what to write; else they are printed"),
    ], style: .words
  ) { files, arguments, _, pace throws(ToolFailure) in
    guard let word = arguments.operands.first else {
      throw ToolFailure(
        message: "how many bytes? openssl rand -hex 32 makes 32", next: "openssl rand -hex 32")
    }
    if arguments.operands.count > 1 {
      throw ToolFailure(
        message: "Extra argument \(quoted(arguments.operands[1].text)): options stand before the"
          + " number", range: arguments.operands[1].range, next: "openssl rand -hex 32")
    }
    guard let count = Int(word.text), count > 0 else {
      throw ToolFailure(
        message: "Can't parse \(quoted(word.text)) as a number of bytes", range: word.range,
        replacement: "32")
    }
    guard count <= ShellLimits.outputBytes / 4 else { throw .largeOutput }
    if arguments.has("-hex"), arguments.has("-base64") {
      throw ToolFailure(message: "-hex or -base64, not both", next: "openssl rand -hex 32")
    }
    var bytes = files.randomBytes(count)
    if arguments.has("-hex") { bytes = Array((Hex.encode(bytes) + "\n").utf8) }
    if arguments.has("-base64") { bytes = try base64Lines(bytes, width: 64, pace) }
    return try arguments.deliver(bytes, "", &files)
  }
}
