/// Key derivation by a pseudorandom function, SP 800-108r1.
package enum KDF {
  /// KDF in counter mode, SP 800-108r1 §4.1, with HMAC-SHA-256.
  ///
  /// r is 32 and the counter comes first: K(i) = PRF(K_IN, [i]₃₂ ‖ Label ‖ 00 ‖ Context ‖ [L]₃₂).
  /// `byteCount` must be such that L, in bits, fits its 32 bits.
  package static func counterMode(
    key: SymmetricKey, label: [UInt8], context: [UInt8], byteCount: Int
  ) -> SymmetricKey {
    precondition((1...Int(UInt32.max) / 8).contains(byteCount), "L must fit 32 bits")
    let input = label + [0] + context + UInt32(byteCount * 8).bigEndianBytes
    var output: [UInt8] = []
    output.reserveCapacity(byteCount)
    var i: UInt32 = 1
    while output.count < byteCount {
      var part = HMAC<SHA256>.authenticationCode(for: i.bigEndianBytes + input, using: key)
      output.append(contentsOf: part.prefix(byteCount - output.count))
      erase(&part)
      i += 1
    }
    return SymmetricKey(consume output, with: key.instructions)
  }
}

extension UInt32 {
  /// [x]₃₂: the number as four bytes.
  var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
