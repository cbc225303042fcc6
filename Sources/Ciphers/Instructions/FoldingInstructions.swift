/// Cyclic redundancy checks by a processor's carry-less multiplication.
///
/// Polynomials over GF(2) stand reflected: the first bit of the message, the least significant one
/// of its first byte, is the coefficient of the highest power of x.
package protocol FoldingInstructions: AnyObject, Sendable {
  /// A message of 16 bytes, as two little-endian words, with the same remainder as `message`, whose
  /// length is a multiple of 64 bytes and not 0, after `register` was added to its first bytes.
  func fold(_ message: Span<UInt8>, after register: UInt64, _ by: FoldingFactors) -> (
    UInt64, UInt64
  )
}

/// What moves 64 bits of a message behind later ones: powers of x modulo the polynomial of a check.
package struct FoldingFactors: Sendable {
  /// For the first and the second half of 16 bytes that move by 16 bytes.
  package let by16: (UInt64, UInt64)
  /// For those that move by 64 bytes.
  package let by64: (UInt64, UInt64)
  /// For those that move by 128 bytes.
  package let by128: (UInt64, UInt64)

  /// Computes the powers; `polynomial` is reflected, without its highest power.
  init<Word: FixedWidthInteger>(reflected polynomial: Word) {
    // A product of reflections stands one place too far right: it is x times the product.
    func pair(_ bytes: Int) -> (UInt64, UInt64) {
      (Self.power(8 * bytes + 63, polynomial), Self.power(8 * bytes - 1, polynomial))
    }
    (by16, by64, by128) = (pair(16), pair(64), pair(128))
  }

  /// xⁿ modulo the polynomial, in the highest bits of a word.
  private static func power<Word: FixedWidthInteger>(_ n: Int, _ polynomial: Word) -> UInt64 {
    var x = (1 as Word) << (Word.bitWidth - 1)
    for _ in 0..<n { x = x & 1 == 1 ? x >> 1 ^ polynomial : x >> 1 }
    return UInt64(truncatingIfNeeded: x) << UInt64(64 - Word.bitWidth)
  }
}
