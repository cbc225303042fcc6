// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 3394 and RFC 5649.

extension AES {
  /// AES Key Wrap, RFC 3394 (KW of SP 800-38F §6.2), and with padding, RFC 5649 (KWP, §6.3).
  ///
  /// Constant-time, but for the length of a padded key, which its wrapping tells within 8 bytes,
  /// and for whether the wrapping is genuine.
  package enum KeyWrap {
    /// Wraps a key of 16 bytes or more, a multiple of 8: RFC 3394 §2.2.1.
    package static func wrap(
      _ keyToWrap: SymmetricKey, using kek: SymmetricKey
    ) throws(CipherError) -> [UInt8] {
      guard keyToWrap.count >= 16, keyToWrap.count.isMultiple(of: 8) else {
        throw .incorrectParameterSize
      }
      let R = keyToWrap.withBytes { P in semiblocks(P, P.count / 8) }
      return try wrap(initialValue, R, using: kek)
    }

    /// The key in a wrapping, or `authenticationFailure`: RFC 3394 §2.2.2.
    package static func unwrap(
      _ wrappedKey: [UInt8], using kek: SymmetricKey
    ) throws(CipherError) -> SymmetricKey {
      guard wrappedKey.count >= 24, wrappedKey.count.isMultiple(of: 8) else {
        throw .incorrectParameterSize
      }
      var R = semiblocks(wrappedKey.span, wrappedKey.count / 8)
      defer { eraseWords(&R) }
      let A = try unwrap(&R, using: kek)
      guard A ^ initialValue == 0 else { throw .authenticationFailure }
      return SymmetricKey(bytes(R.dropFirst(), R.count * 8 - 8), with: kek.instructions)
    }

    /// Wraps a key of 1 to 2³² − 1 bytes: RFC 5649 §4.1.
    package static func wrapPadded(
      _ keyToWrap: SymmetricKey, using kek: SymmetricKey
    ) throws(CipherError) -> [UInt8] {
      guard keyToWrap.count > 0 else { throw .incorrectParameterSize }
      guard let MLI = UInt32(exactly: keyToWrap.count) else { throw .messageTooLong }
      let R = keyToWrap.withBytes { P in semiblocks(P, (P.count + 7) / 8) }
      return try wrap(alternativeInitialValue | UInt64(MLI), R, using: kek)
    }

    /// The key in a padded wrapping, or `authenticationFailure`: RFC 5649 §4.2.
    package static func unwrapPadded(
      _ wrappedKey: [UInt8], using kek: SymmetricKey
    ) throws(CipherError) -> SymmetricKey {
      guard wrappedKey.count >= 16, wrappedKey.count.isMultiple(of: 8) else {
        throw .incorrectParameterSize
      }
      var R = semiblocks(wrappedKey.span, wrappedKey.count / 8)
      defer { eraseWords(&R) }
      let A = try unwrap(&R, using: kek)
      // The padding has 0 to 7 bytes, the last ones of R: all bits of it are zero.
      let padding = UInt64(8 * (R.count - 1)) &- (A & 0xFFFF_FFFF)
      let mask: UInt64 = ~(UInt64.max &<< (8 * (padding & 7)))
      let difference =
        (A & ~0xFFFF_FFFF) ^ alternativeInitialValue | padding & ~7 | R[R.count - 1] & mask
      guard difference == 0 else { throw .authenticationFailure }
      return SymmetricKey(
        bytes(R.dropFirst(), R.count * 8 - 8 - Int(padding)), with: kek.instructions)
    }
  }
}

extension AES.KeyWrap {
  /// The initial value of RFC 3394 §2.2.3.1.
  private static let initialValue: UInt64 = 0xA6A6_A6A6_A6A6_A6A6
  /// The alternative initial value of RFC 5649 §3, but for the length.
  private static let alternativeInitialValue: UInt64 = 0xA659_59A6_0000_0000

  /// RFC 3394 §2.2.1, step 2, and for a single semiblock RFC 5649 §4.1, step 2.
  private static func wrap(
    _ A0: UInt64, _ P: consuming [UInt64], using kek: SymmetricKey
  ) throws(CipherError) -> [UInt8] {
    var R = P
    defer { eraseWords(&R) }
    let n = R.count
    let A = try RoundKeys.lend(kek) { K in
      var A = A0
      if n == 1 {
        let B = K.encrypt(Block(high: A, low: R[0]))
        R[0] = B.low
        return B.high
      }
      for j in 0..<6 {
        for i in 1...n {
          let B = K.encrypt(Block(high: A, low: R[i - 1]))
          A = B.high ^ UInt64(n * j + i)
          R[i - 1] = B.low
        }
      }
      return A
    }
    return bytes([A] + R, 8 * n + 8)
  }

  /// RFC 3394 §2.2.2, step 2, and for a single semiblock RFC 5649 §4.2, step 1.
  ///
  /// R[0] is C[0]; the result is A, and R must not be used before A was compared.
  private static func unwrap(
    _ R: inout [UInt64], using kek: SymmetricKey
  ) throws(CipherError) -> UInt64 {
    let n = R.count - 1
    return try RoundKeys.lend(kek) { K in
      var A = R[0]
      if n == 1 {
        let B = K.decrypt(Block(high: A, low: R[1]))
        R[1] = B.low
        return B.high
      }
      for j in stride(from: 5, through: 0, by: -1) {
        for i in stride(from: n, through: 1, by: -1) {
          let B = K.decrypt(Block(high: A ^ UInt64(n * j + i), low: R[i]))
          A = B.high
          R[i] = B.low
        }
      }
      return A
    }
  }

  /// `n` words of 64 bits, the bytes that are missing zero.
  private static func semiblocks(_ P: Span<UInt8>, _ n: Int) -> [UInt64] {
    var R = [UInt64](repeating: 0, count: n)
    for i in P.indices { R[i / 8] |= UInt64(P[i]) << UInt64(56 - 8 * (i % 8)) }
    return R
  }

  /// The first `count` bytes of words.
  private static func bytes(_ R: some RandomAccessCollection<UInt64>, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(R.count * 8)
    for word in R {
      for shift in stride(from: UInt64(56), through: 0, by: -8) where bytes.count < count {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  /// Erases words of a key.
  private static func eraseWords(_ R: inout [UInt64]) {
    unsafe R.withUnsafeMutableBytes { unsafe erase($0) }
  }
}
