import Kernel

/// Bytes as text between two lines that say what they are, RFC 7468.
package struct PEM: Equatable, Sendable {
  /// What stands behind BEGIN and END.
  package let label: String
  /// What the base64 between them holds.
  package let bytes: [UInt8]

  /// Names bytes.
  package init(label: String, bytes: [UInt8]) {
    self.label = label
    self.bytes = bytes
  }

  /// The text, in lines of 64 characters.
  package var text: String {
    let digits = Array(Base64.encode(bytes).utf8)
    let lines = stride(from: 0, to: digits.count, by: 64).map { start in
      String(decoding: digits[start..<min(start + 64, digits.count)], as: UTF8.self)
    }
    return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----"])
      .map { $0 + "\n" }.joined()
  }

  /// All blocks of a text, in their order; what stands around them is no matter, and a block that
  /// has no end, another label at its end or no base64 within is left out.
  package static func blocks(in text: [UInt8]) -> [PEM] {
    var blocks: [PEM] = []
    var open: (label: [UInt8], digits: [UInt8])?
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let line = trimmed(line)
      if let label = label(of: line, begin) {
        open = (label, [])
      } else if let label = label(of: line, end) {
        if let block = open, block.label == label, let bytes = Base64.decode(block.digits) {
          blocks.append(PEM(label: String(decoding: label, as: UTF8.self), bytes: bytes))
        }
        open = nil
      } else {
        open?.digits += line
      }
    }
    return blocks
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("-----END ".utf8)
  private static let dashes = Array("-----".utf8)

  private static func label(of line: ArraySlice<UInt8>, _ start: [UInt8]) -> [UInt8]? {
    guard line.starts(with: start), line.count >= start.count + dashes.count,
      line.suffix(dashes.count).elementsEqual(dashes)
    else { return nil }
    return Array(line.dropFirst(start.count).dropLast(dashes.count))
  }

  /// A line without the blanks around it.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0D].contains(byte) }
    var line = line.drop(while: isBlank)
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }
}
