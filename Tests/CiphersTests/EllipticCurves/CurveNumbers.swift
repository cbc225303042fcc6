import Ciphers

/// Numbers of tests, as big-endian bytes of one length.
extension EllipticCurve {
  /// `value`·2^shift in `byteCount` bytes.
  func number(_ value: Int, shifted shift: Int = 0) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for bit in 0..<Int.bitWidth where value >> bit & 1 == 1 {
      bytes[byteCount - 1 - (bit + shift) / 8] |= 1 << UInt8((bit + shift) % 8)
    }
    return bytes
  }
}

extension VectorRecord {
  /// The curve of a record.
  func curve() throws -> EllipticCurve {
    guard let curve = EllipticCurve(rawValue: try text("Curve")) else { throw NoSuchCurve() }
    return curve
  }

  private struct NoSuchCurve: Error {}
}

extension [UInt8] {
  /// The sum of numbers of the same length, and its carry.
  func adding(_ other: [UInt8]) -> ([UInt8], carry: Int) {
    var (sum, carry) = (self, 0)
    for i in indices.reversed() {
      let total = Int(self[i]) + Int(other[i]) + carry
      (sum[i], carry) = (UInt8(total & 0xFF), total >> 8)
    }
    return (sum, carry)
  }

  /// The difference of numbers of the same length, and what was borrowed.
  func subtracting(_ other: [UInt8]) -> ([UInt8], borrow: Int) {
    var (difference, borrow) = (self, 0)
    for i in indices.reversed() {
      let total = Int(self[i]) - Int(other[i]) - borrow
      (difference[i], borrow) = (UInt8(total & 0xFF), total < 0 ? 1 : 0)
    }
    return (difference, borrow)
  }

  /// The sum modulo n, of numbers below n.
  func adding(_ other: [UInt8], modulo n: [UInt8]) -> [UInt8] {
    let (sum, carry) = adding(other)
    let (difference, borrow) = sum.subtracting(n)
    return carry == 1 || borrow == 0 ? difference : sum
  }
}
