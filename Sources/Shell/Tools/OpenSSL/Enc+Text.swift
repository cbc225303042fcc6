import Kernel
import Text

extension Enc {
  /// How long a line of base64 may be without `-A`, with its line break.
  private static let lineBytes = 1_024

  /// Bytes as base64: lines of 64, or one without its line break.
  func encoded(_ bytes: [UInt8]) throws(ToolFailure) -> [UInt8] {
    try base64Lines(bytes, width: arguments.has("-A") ? 0 : 64, pace)
  }

  /// The bytes of base64, as far as it is some.
  ///
  /// OpenSSL takes lines without `-A` and one line with it, and gives nothing where it is the other
  /// way round.
  mutating func decoded(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    let first = lines.first?.count ?? 0
    if arguments.has("-A"), lines.count > 1 {
      warnings += "enc: the base64 has \(lines.count) lines, and -A reads one; leave -A out\n"
      return []
    }
    if !arguments.has("-A"), first > 0,
      first == text.count || first >= Enc.lineBytes
    {
      let why = first == text.count ? "has no line break" : "has a very long line"
      warnings += "enc: the base64 \(why); -A reads it as one line\n"
      return []
    }
    let digits = lines.joined().filter { $0 != UInt8(ascii: "\r") }
    if let bytes = Base64.decode(digits) { return bytes }
    warnings += "enc: that is no whole base64; what stands before the fault was read\n"
    return Base64.decode(digits.prefix(Enc.soundCount(digits))) ?? []
  }

  /// How many digits make whole groups before the first that is none.
  private static func soundCount(_ digits: [UInt8]) -> Int {
    let alphabet = digits.prefix {
      switch Unicode.Scalar($0) {
      case "a"..."z", "A"..."Z", "0"..."9", "+", "/": true
      default: false
      }
    }
    return alphabet.count / 4 * 4
  }

  /// Prints, or writes the file of `-out`.
  func deliver(
    _ bytes: [UInt8], _ files: inout VirtualFiles
  ) throws(ToolFailure) -> CommandResult {
    guard bytes.count <= ShellLimits.outputBytes else { throw .largeOutput }
    return try arguments.deliver(bytes, warnings, &files)
  }
}

extension ToolArguments {
  /// What the file of an option holds; `nil` where the option is left out.
  func content(
    _ option: String, _ files: VirtualFiles, _ input: [UInt8]
  ) throws(ToolFailure) -> [UInt8]? {
    guard let given = options.last(where: { $0.name == option }) else { return nil }
    if let bytes = files.content(of: Argument(text: given.value), input: input) { return bytes }
    let prefix = ["fileb://", "file://"].first { given.value.hasPrefix($0) }
    let name = String(given.value.dropFirst(prefix?.count ?? 0))
    let near = files[name] == nil ? nearest(to: name, among: files.names) : name
    throw ToolFailure(
      message: "Can't open \(quoted(given.value)) for reading, \(missingFile)"
        + (prefix == nil
          ? near.map { "; the nearest is \($0)" } ?? ""
          : "; \(prefix ?? "") is AWS CLI's, a tool takes the plain name"),
      range: given.range, next: near == nil ? "ls" : nil, replacement: near.map { quoted($0) })
  }

  /// Prints bytes, or writes them to the file of `-out`.
  func deliver(
    _ bytes: [UInt8], _ warnings: String, _ files: inout VirtualFiles
  ) throws(ToolFailure) -> CommandResult {
    guard let out = options.last(where: { $0.name == "-out" }), out.value != "-" else {
      return CommandResult(output: bytes, errors: warnings)
    }
    guard out.value != "/dev/null" else { return CommandResult(errors: warnings) }
    do throws(VirtualFileError) {
      try files.write(bytes, to: out.value)
      return CommandResult(errors: warnings)
    } catch {
      throw ToolFailure(
        message: "Can't open \(quoted(out.value)) for writing: \(error)", range: out.range,
        warnings: warnings)
    }
  }
}
