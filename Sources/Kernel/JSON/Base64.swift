/// Base64 with the standard alphabet and padding, RFC 4648 §4.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text of bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    encode(bytes, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Adds the text of bytes to a text, in ASCII.
  static func encode(_ bytes: [UInt8], into text: inout [UInt8]) {
    let alphabet = alphabet
    text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let rest = bytes.count - index
      let group =
        Int(bytes[index]) << 16
        | (rest > 1 ? Int(bytes[index + 1]) << 8 : 0)
        | (rest > 2 ? Int(bytes[index + 2]) : 0)
      text.append(alphabet[group >> 18])
      text.append(alphabet[group >> 12 & 63])
      text.append(rest > 1 ? alphabet[group >> 6 & 63] : UInt8(ascii: "="))
      text.append(rest > 2 ? alphabet[group & 63] : UInt8(ascii: "="))
      index += 3
    }
  }

  /// The bytes of a text; `nil` unless it is whole, padded base64.
  ///
  /// Line breaks and spaces are passed over, as AWS CLI passes them over.
  package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var group = 0
    var digits = 0
    var padding = 0
    for character in text where !" \n\r\t".utf8.contains(character) {
      if character == UInt8(ascii: "=") {
        padding += 1
        group <<= 6
      } else {
        guard padding == 0, let digit = digit(character) else { return nil }
        group = group << 6 | digit
      }
      digits += 1
      if digits % 4 == 0 {
        guard padding <= 2 else { return nil }
        bytes.append(UInt8(group >> 16 & 255))
        if padding < 2 { bytes.append(UInt8(group >> 8 & 255)) }
        if padding < 1 { bytes.append(UInt8(group & 255)) }
        group = 0
      }
    }
    return digits % 4 == 0 ? bytes : nil
  }

  /// The bytes of a text as Python's `b64decode` reads it; `nil` where the last group is not whole.
  ///
  /// What is none of the alphabet is passed over, and so is all behind the padding.
  package static func decodeLeniently(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var group = 0
    var digits = 0
    var padding = 0
    for character in text {
      if character == UInt8(ascii: "=") {
        padding += 1
        if digits >= 2, digits + padding >= 4 { return bytes }
      } else if let digit = digit(character) {
        padding = 0
        group = (group << 6 | digit) & 0xFFFFFF
        digits = (digits + 1) % 4
        // Each digit but the first of a group ends a byte.
        switch digits {
        case 2: bytes.append(UInt8(group >> 4 & 255))
        case 3: bytes.append(UInt8(group >> 2 & 255))
        case 0: bytes.append(UInt8(group & 255))
        default: break
        }
      }
    }
    return digits == 0 ? bytes : nil
  }

  private static func digit(_ character: UInt8) -> Int? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
