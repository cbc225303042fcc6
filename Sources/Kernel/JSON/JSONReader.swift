/// What is wrong with a JSON text, and where; worded as Python's `json` and so AWS CLI words it.
package struct JSONError: Error, Sendable, Equatable {
  /// What was expected or found.
  package let reason: String
  /// The byte offset of the fault.
  package let offset: Int
  /// Line and column of the fault, counted from 1; columns in characters.
  package let line, column: Int
  /// Characters before the fault.
  package let character: Int
}

extension JSONError: CustomStringConvertible {
  /// `Expecting value: line 1 column 2 (char 1)`.
  package var description: String { "\(reason): line \(line) column \(column) (char \(character))" }
}

/// Reads JSON, RFC 8259, with exact numbers, a depth limit and the position of every fault.
package struct JSONReader {
  /// Values may lie this deep inside each other.
  package static let depthLimit = 200

  private let text: [UInt8]
  private var position = 0

  private init(_ text: [UInt8]) { self.text = text }

  /// The document of a whole text.
  package static func read(_ text: [UInt8]) throws(JSONError) -> Document {
    var reader = JSONReader(text)
    if let invalid = UTF8Check.firstInvalidByte(in: text) {
      throw reader.fault("Invalid UTF-8", at: invalid)
    }
    guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw reader.fault("Unexpected UTF-8 BOM (decode using utf-8-sig)")
    }
    reader.skipSpace()
    let document = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == text.count else { throw reader.fault("Extra data") }
    return document
  }

  /// The document of a whole text.
  package static func read(_ text: String) throws(JSONError) -> Document {
    try read(Array(text.utf8))
  }

  private mutating func value(depth: Int) throws(JSONError) -> Document {
    guard depth <= JSONReader.depthLimit else { throw fault("Nested too deep") }
    guard position < text.count else { throw fault("Expecting value") }
    switch text[position] {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      for (word, document) in [
        ("true", Document.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where text[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return document
      }
      throw fault("Expecting value")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> DocumentObject {
    var entries: [(String, Document)] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return DocumentObject() }
    while true {
      guard position < text.count, text[position] == UInt8(ascii: "\"") else {
        throw fault("Expecting property name enclosed in double quotes")
      }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("Expecting ':' delimiter") }
      skipSpace()
      entries.append((name, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return DocumentObject(entries) }
      guard take(UInt8(ascii: ",")) else { throw fault("Expecting ',' delimiter") }
      skipSpace()
    }
  }

  private mutating func list(depth: Int) throws(JSONError) -> [Document] {
    var elements: [Document] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return [] }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw fault("Expecting ',' delimiter") }
      skipSpace()
    }
  }

  private mutating func number() throws(JSONError) -> Number {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() else { throw fault("Expecting value", at: start) }
    }
    let whole = position
    if take(UInt8(ascii: ".")), !digits() { position = whole }
    let mantissa = position
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      if !digits() { position = mantissa }
    }
    return Number(validLiteral: String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func digits() -> Bool {
    let start = position
    while position < text.count, (48...57).contains(text[position]) { position += 1 }
    return position > start
  }

  private mutating func string() throws(JSONError) -> String {
    let start = position
    var bytes: [UInt8] = []
    position += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &bytes, stringStart: start)
      case 0..<0x20: throw fault("Invalid control character at", at: position - 1)
      default: bytes.append(byte)
      }
    }
    throw fault("Unterminated string starting at", at: start)
  }

  private mutating func escape(into bytes: inout [UInt8], stringStart: Int) throws(JSONError) {
    guard position < text.count else {
      throw fault("Unterminated string starting at", at: stringStart)
    }
    let byte = text[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "u"): bytes += Array(String(Character(try unicodeScalar())).utf8)
    default: throw fault("Invalid \\escape", at: position - 2)
    }
  }

  /// Reads what follows `\u`, a surrogate pair included; half a pair becomes U+FFFD.
  private mutating func unicodeScalar() throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if (0xD800..<0xDC00).contains(first), position + 6 <= text.count,
      text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u")
    {
      let before = position
      position += 2
      let second = try fourHexDigits()
      if (0xDC00..<0xE000).contains(second) {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      }
      position = before
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    // As in Python, four digits that end the text are an escape too short, too.
    guard position + 4 < text.count,
      let bytes = Hex.decode(String(decoding: text[position..<position + 4], as: UTF8.self)),
      bytes.count == 2
    else { throw fault("Invalid \\uXXXX escape", at: position - 1) }
    position += 4
    return UInt32(bytes[0]) << 8 | UInt32(bytes[1])
  }

  private mutating func skipSpace() {
    while position < text.count, [9, 10, 13, 32].contains(text[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }

  private func fault(_ reason: String, at offset: Int? = nil) -> JSONError {
    let offset = min(offset ?? position, text.count)
    let before = text[..<offset]
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let characters = { (slice: ArraySlice<UInt8>) in slice.count { $0 & 0xC0 != 0x80 } }
    return JSONError(
      reason: reason, offset: offset, line: before.count { $0 == 10 } + 1,
      column: characters(before[lineStart...]) + 1, character: characters(before))
  }
}
