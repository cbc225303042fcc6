// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of NIST SP 800-38D.

/// What one key and one IV determine, NIST SP 800-38D §7.1, steps 1 and 2: secrets but for J₀.
struct GCMStart: ~Copyable {
  /// The pre-counter block J₀.
  let J0: Block
  /// CIPH_K of 0¹²⁸, of J₀, and of the six counter blocks after it, which one pass gives together.
  private var blocks = EightBlocks()
  /// How many bytes those six add to a message.
  private static var byteCount: Int { 96 }

  /// H = CIPH_K(0¹²⁸), the hash subkey.
  ///
  /// Mutating, although it changes nothing: the compiler copies what is lent for reading only.
  var H: Block { mutating get { blocks[0] } }
  /// CIPH_K(J₀), the mask of the tag.
  var mask: Block { mutating get { blocks[1] } }

  /// Derives everything for the time that `body` takes.
  @inline(__always)
  static func lend<R>(
    _ key: SymmetricKey, _ IV: Span<UInt8>, to body: (borrowing RoundKeys, inout GCMStart) -> R
  ) throws(CipherError) -> R {
    try RoundKeys.lend(key) { roundKeys in
      var start = GCMStart(roundKeys, IV)
      let result = body(roundKeys, &start)
      start.blocks.destroy()
      return result
    }
  }

  /// Derives the pre-counter block, the hash subkey and the beginning of the keystream.
  private init(_ roundKeys: borrowing RoundKeys, _ IV: Span<UInt8>) {
    J0 = Self.J0(roundKeys, IV)
    for i in 1..<8 { blocks[i] = J0.adding32(UInt32(truncatingIfNeeded: i &- 1)) }
    roundKeys.encrypt(&blocks)
  }

  /// J₀, §7.1, step 2.
  private static func J0(_ roundKeys: borrowing RoundKeys, _ IV: Span<UInt8>) -> Block {
    if IV.count == 12 {
      return Block(
        high: IV.bigEndian(at: 0), low: UInt64(IV.bigEndian(at: 8, as: UInt32.self)) &<< 32 | 1)
    }
    var hash = GHASH(H: roundKeys.encrypt(.zero))
    defer { hash.destroy() }
    hash.update(IV, with: roundKeys.aes)
    return hash.finalize(byteCounts: 0, IV.count)
  }

  /// GCTR_K(inc₃₂(J₀), X), §6.5, in place of X.
  @inline(__always)
  mutating func GCTR(_ X: inout MutableSpan<UInt8>, _ roundKeys: borrowing RoundKeys) {
    X.add(&blocks, from: 2, at: 0)
    guard X.count > Self.byteCount else { return }
    roundKeys.applyKeystream(
      from: J0.adding32(7), counting: .inc32, to: &X, in: Self.byteCount..<X.count)
  }

  /// T = GCTR_K(J₀, S), with S the hash over A and C; §7.1, steps 4 to 6.
  mutating func tag(A: Span<UInt8>, C: Span<UInt8>, _ roundKeys: borrowing RoundKeys) -> Block {
    var hash = GHASH(H: H)
    defer { hash.destroy() }
    hash.update(A, with: roundKeys.aes)
    hash.update(C, with: roundKeys.aes)
    return hash.finalize(byteCounts: A.count, C.count) ^ mask
  }

  /// Steps 3 to 6 of §7.1, in place of the message: the tag.
  ///
  /// What is encrypted is hashed while it is near: a long message goes through memory once.
  mutating func seal(
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
