/// A UUID, RFC 9562: the id of a request, of a trail record, or of a key.
package struct UniqueID: Sendable, Hashable, Comparable {
  /// The 128 bits.
  package let bits: UInt128

  /// Makes an id of 128 bits.
  package init(bits: UInt128) { self.bits = bits }

  /// Makes an id of 16 bytes; `nil` for another number of them.
  package init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == 16 else { return nil }
    bits = bytes.reduce(0) { $0 << 8 | UInt128($1) }
  }

  /// Reads 32 lower-case hexadecimal digits with `-` where a UUID has them; `nil` for another text.
  package init?(_ text: Substring) {
    guard text.utf8.count == 36 else { return nil }
    var bits: UInt128 = 0
    for (index, byte) in text.utf8.enumerated() {
      if UniqueID.dashes.contains(index) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Hex.digit(byte) else { return nil }
      bits = bits << 4 | UInt128(digit)
    }
    self.bits = bits
  }

  /// The 16 bytes.
  package var bytes: [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
  }

  /// Orders by the bits, and so by the text.
  package static func < (left: UniqueID, right: UniqueID) -> Bool { left.bits < right.bits }

  private static let dashes = [8, 13, 18, 23]
}

extension UniqueID: CustomStringConvertible {
  /// `3f1c9a52-7d04-4b8e-9a61-c2e85d0b7f13`.
  package var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, digit) in Hex.encode(bytes).utf8.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
