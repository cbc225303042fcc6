// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// What one key and one IV determine, NIST SP 800-38D §7.1, steps 1 and 2: secrets but for J₀.
struct GCMStart: BitwiseCopyable {
  /// H = CIPH_K(0¹²⁸), the hash subkey.
  let H: Block
  /// The pre-counter block J₀.
  let J0: Block
  /// CIPH_K(J₀), the mask of the tag.
  let mask: Block
  /// The first two blocks that GCTR adds, which one pass of the cipher gives with the others.
  private let first, second: Block

  /// Derives everything for the time that `body` takes.
  @inline(__always)
  static func lend<R>(
    _ key: SymmetricKey, _ IV: Span<UInt8>, to body: (borrowing RoundKeys, GCMStart) -> R
  ) throws(CipherError) -> R {
    try RoundKeys.lend(key) { roundKeys in
      var start = GCMStart(roundKeys, IV)
      let result = body(roundKeys, start)
      unsafe withUnsafeMutableBytes(of: &start) { unsafe erase($0) }
      return result
    }
  }

  /// Derives the hash subkey and the pre-counter block.
  private init(_ roundKeys: borrowing RoundKeys, _ IV: Span<UInt8>) {
    if IV.count == 12 {
      J0 = Block(
        high: IV.bigEndian(at: 0), low: UInt64(IV.bigEndian(at: 8, as: UInt32.self)) &<< 32 | 1)
      (H, mask, first, second) = roundKeys.encrypt(.zero, J0, J0.adding32(1), J0.adding32(2))
    } else {
      H = roundKeys.encrypt(.zero)
      var hash = GHASH(H: H)
      hash.update(IV, with: roundKeys.aes)
      J0 = hash.finalize(byteCounts: 0, IV.count)
      hash.destroy()
      (mask, first, second, _) = roundKeys.encrypt(J0, J0.adding32(1), J0.adding32(2), .zero)
    }
  }

  /// GCTR_K(inc₃₂(J₀), X), §6.5, in place of X.
  @inline(__always)
  func GCTR(_ X: inout MutableSpan<UInt8>, _ roundKeys: borrowing RoundKeys) {
    if X.count <= 32 {
      X.add(first, at: 0)
      X.add(second, at: 16)
    } else {
      roundKeys.applyKeystream(from: J0.adding32(1), counting: .inc32, to: &X)
    }
  }

  /// T = GCTR_K(J₀, S), with S the hash over A and C; §7.1, steps 4 to 6.
  func tag(A: Span<UInt8>, C: Span<UInt8>, _ roundKeys: borrowing RoundKeys) -> Block {
    var hash = GHASH(H: H)
    defer { hash.destroy() }
    hash.update(A, with: roundKeys.aes)
    hash.update(C, with: roundKeys.aes)
    return hash.finalize(byteCounts: A.count, C.count) ^ mask
  }

  /// Steps 3 to 6 of §7.1, in place of the message: the tag.
  ///
  /// What is encrypted is hashed while it is near: a long message goes through memory once.
  func seal(
    _ X: inout MutableSpan<UInt8>, A: Span<UInt8>, _ roundKeys: borrowing RoundKeys
  ) -> Block {
    guard X.count >= 2 * Self.partByteCount else {
      GCTR(&X, roundKeys)
      return tag(A: A, C: X.span, roundKeys)
    }
    var hash = GHASH(H: H)
    defer { hash.destroy() }
    hash.update(A, with: roundKeys.aes)
    var offset = 0
    while offset < X.count {
      let part = offset..<min(offset + Self.partByteCount, X.count)
      let first = J0.adding32(UInt32(truncatingIfNeeded: offset / 16 + 1))
      roundKeys.applyKeystream(from: first, counting: .inc32, to: &X, in: part)
      hash.update(X.span.extracting(part), with: roundKeys.aes)
      offset = part.upperBound
    }
    return hash.finalize(byteCounts: A.count, X.count) ^ mask
  }

  /// Half of the nearest memory of usual processors, a multiple of 512.
  private static var partByteCount: Int { 16_384 }
}
