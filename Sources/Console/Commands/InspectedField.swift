import Kernel
import Text

/// One field of inspected bytes.
struct InspectedField {
  let name: String
  let offset: Int
  let bytes: [UInt8]
  let meaning: String

  /// Fields one after the other, from an offset on, without those of no bytes.
  static func row(
    _ parts: [(name: String, bytes: [UInt8], meaning: String)], from start: Int = 0
  ) -> [InspectedField] {
    var offset = start
    return parts.filter { !$0.bytes.isEmpty }.map { name, bytes, meaning in
      defer { offset += bytes.count }
      return InspectedField(name: name, offset: offset, bytes: bytes, meaning: meaning)
    }
  }

  /// The bytes in rows of 16, at most four rows.
  private var rows: [String] {
    let rows = stride(from: 0, to: min(bytes.count, 64), by: 16).map { start in
      bytes[start..<min(bytes.count, start + 16)].map { Hex.encode([$0]) }.joined(separator: " ")
    }
    return bytes.count > 64 ? rows + ["… \(bytes.count - 64) more bytes"] : rows
  }

  /// Where it stands and what it is, and its bytes below.
  var lines: [String] {
    let range = "\(offset)–\(offset + bytes.count - 1)"
    return ["\(range.padded(9)) \(name.padded(11)) \(meaning)"] + rows.map { "            \($0)" }
  }

  /// The field as data.
  var document: Document {
    [
      "Name": .string(name), "Offset": .integer(offset), "Length": .integer(bytes.count),
      "Hex": .string(Hex.encode(bytes)),
    ]
  }

  /// The field in a picture.
  var cell: ByteMap.Field {
    ByteMap.Field(name: name, byteCount: bytes.count, isEncrypted: false)
  }
}
