import Kernel
import Sessions
import Shell
import Text

/// An option whose value is bytes in hexadecimal digits.
struct HexOption {
  /// `--key` and the like.
  let name: String
  /// Its lengths, as a sentence: `a block has 16 bytes`.
  let rule: String
  /// Whether a number of bytes is allowed.
  let allows: @Sendable (_ byteCount: Int) -> Bool
  /// What is taken where the option is left out; `nil` if it must not be.
  var standard: [UInt8]?

  /// The key of any AES.
  static let key = HexOption(
    name: "--key", rule: "an AES key has 16, 24 or 32 bytes, two digits each"
  ) { [16, 24, 32].contains($0) }

  /// The bytes of the option, or a fault that points to the digit; `example` is a line that works.
  func bytes(of arguments: ToolArguments, example: String) throws(Fault) -> [UInt8] {
    guard let option = arguments.options.last(where: { $0.name == name }) else {
      if let standard { return standard }
      throw Fault("\(name) is missing: \(rule)", next: example)
    }
    let digits = option.value.utf8.enumerated().filter { $0.element != UInt8(ascii: " ") }
    for (offset, character) in digits where Hex.digit(character | 0x20) == nil {
      let rest = String(decoding: option.value.utf8.dropFirst(offset), as: UTF8.self)
      let digit = String(rest.prefix(1)).onOneLine
      throw Fault(
        "\"\(digit)\", character \(offset + 1) of \(name), is no hexadecimal digit",
        range: option.place(of: offset), hint: "the digits are 0 to 9 and a to f")
    }
    let text = String(decoding: digits.map(\.element), as: UTF8.self)
    guard let bytes = Hex.decode(text) else {
      throw Fault(
        "\(name) has \(counted(text.utf8.count, "digit")), and a byte has two",
        range: option.range, hint: rule)
    }
    guard allows(bytes.count) else {
      throw Fault(
        "\(name) has \(counted(bytes.count, "byte")): \(rule)", range: option.range, next: example)
    }
    return bytes
  }
}

extension ToolArguments.Option {
  /// Where a byte of the value stands in the line, if it was typed as it is.
  fileprivate func place(of offset: Int) -> Range<Int>? {
    guard let range else { return nil }
    // Behind `--name=`, or inside of quotes.
    let before = range.count - value.utf8.count
    let start = before == 2 ? range.lowerBound + 1 : range.lowerBound + max(0, before)
    return before >= 0 ? start + offset..<start + offset + 1 : range
  }
}
