import Kernel

/// Texts outside ASCII in headers (RFC 2047), as S3 answers with them and takes them.
enum EncodedWord {
  /// The text, in an encoded word where it has more than printable ASCII.
  static func encode(_ text: String) -> String {
    guard text.utf8.contains(where: { !(0x20...0x7E).contains($0) }) else { return text }
    var word = "=?UTF-8?Q?"
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."):
        word.unicodeScalars.append(Unicode.Scalar(byte))
      default: word += "=" + Hex.encode([byte]).uppercased()
      }
    }
    return word + "?="
  }

  /// The text that an encoded word means; any other text as it is.
  static func decode(_ text: String) -> String {
    guard text.hasPrefix("=?"), text.hasSuffix("?="), text.utf8.count > 4 else { return text }
    let parts = text.dropFirst(2).dropLast(2).split(
      separator: "?", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return text }
    let bytes: [UInt8]?
    switch parts[1].lowercased() {
    case "b": bytes = Base64.decode(parts[2].utf8)
    case "q": bytes = quoted(parts[2])
    default: bytes = nil
    }
    return bytes.flatMap { String(validating: $0, as: UTF8.self) } ?? text
  }

  private static func quoted(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "_"): bytes.append(0x20)
      case UInt8(ascii: "="):
        guard rest.count >= 2,
          let value = Hex.decode(String(decoding: rest.prefix(2), as: UTF8.self))
        else { return nil }
        bytes += value
        rest = rest.dropFirst(2)
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
