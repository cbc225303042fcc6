#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text from elsewhere as a terminal may have it: a name, a title or a content steers no terminal.
///
/// Nothing but the program's own sequences reaches a terminal as sequences. What is written to a
/// pipe or a file stays as it is, byte for byte.
package enum VisibleText {
  /// The text with its control characters as signs, `\x1b` for instance; those that reorder letters
  /// count, line breaks and tabs do not.
  package static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isForeign) else { return text }
    var shown = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      // The line breaks of Windows move nothing that a line break does not.
      let isLineEnd = scalar == "\r" && rest.first == "\n"
      if isForeign(scalar), !isLineEnd {
        shown.append(contentsOf: sign(scalar).unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// The same of a text that has colours of the program's own, which stay.
  private static func keepingColours(_ text: String) -> String {
    let colours = ["1", "2", "31", "32", "33", "34", "36", "0"].map { "\u{1B}[\($0)m" }
    var shown = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "\u{1B}") {
      shown += of(String(rest[..<start]))
      rest = rest[start...]
      let colour = colours.first { rest.hasPrefix($0) } ?? ""
      shown += colour.isEmpty ? of(String(rest.prefix(1))) : colour
      rest = rest.dropFirst(max(1, colour.count))
    }
    return shown + of(String(rest))
  }

  /// Bytes as a terminal may have them; each that is no UTF-8 as a sign, `\xff` for instance.
  ///
  /// The colours of a table stay where the program has made some.
  package static func of(_ bytes: [UInt8], keepingColours: Bool = false) -> String {
    if keepingColours, let text = String(validating: bytes, as: UTF8.self) {
      return self.keepingColours(text)
    }
    if let text = String(validating: bytes, as: UTF8.self) { return of(text) }
    var shown = ""
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    var start = 0
    while true {
      let length: Int
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        offset += encoded.count
        continue
      case .error(let count): length = count
      case .emptyInput: length = 0
      }
      shown += of(String(decoding: bytes[start..<offset], as: UTF8.self))
      shown += bytes[offset..<offset + length].map { hexadecimal(UInt32($0)) }.joined()
      if length == 0 { return shown }
      offset += length
      start = offset
    }
  }

  /// The bytes of a text for a descriptor: made visible where that is a terminal.
  package static func bytes(of text: String, on descriptor: Int32) -> [UInt8] {
    Array((isatty(descriptor) == 1 ? of(text) : text).utf8)
  }

  /// Whether a character could steer a terminal, or hide what stands beside it.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    // The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func sign(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x100
      ? hexadecimal(scalar.value) : "\\u" + String(scalar.value, radix: 16)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    "\\x" + (value < 0x10 ? "0" : "") + String(value, radix: 16)
  }
}
