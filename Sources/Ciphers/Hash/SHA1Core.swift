// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

/// The hash value and the compression function of SHA-1, FIPS 180-4 §6.1.2.
///
/// Constant-time: additions, rotations and Boolean functions of words.
struct SHA1Core: BlockCompression {
  /// m of FIPS 180-4 §5.2, in bytes.
  static let blockByteCount = 64
  /// The length field of FIPS 180-4 §5.1, in bytes.
  static let lengthByteCount = 8
  /// Words begin with their most significant byte, FIPS 180-4 §3.1.
  static let isBigEndian = true

  /// H₀ to H₄, first as §5.3.1 says.
  private var H: InlineArray<5, UInt32> = [
    0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
  ]

  /// §6.1.2: the schedule W and four times 20 rounds, the working variables named as there.
  mutating func compress(_ M: Span<UInt8>, at offset: Int) {
    var W = InlineArray<80, UInt32>(repeating: 0)
    Self.schedule(M, at: offset, &W)
    let before = H
    rounds(W.span, from: 0, K: 0x5A82_7999) { x, y, z in z ^ (x & (y ^ z)) }  // Ch
    rounds(W.span, from: 20, K: 0x6ED9_EBA1) { x, y, z in x ^ y ^ z }  // Parity
    rounds(W.span, from: 40, K: 0x8F1B_BCDC) { x, y, z in (x & y) | (z & (x | y)) }  // Maj
    rounds(W.span, from: 60, K: 0xCA62_C1D6) { x, y, z in x ^ y ^ z }  // Parity
    for i in H.indices { H[i] &+= before[i] }
  }

  /// H₀ to H₄ as the digest of §6.1.2.
  var bytes: [UInt8] {
    H.indices.flatMap { i in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: H[i] &>> $0) }
    }
  }
}

extension SHA1Core {
  /// W₀ to W79, step 1 of §6.1.2.
  @inline(__always)
  private static func schedule(
    _ M: Span<UInt8>, at offset: Int, _ W: inout InlineArray<80, UInt32>
  ) {
    for t in 0..<16 { W[t] = M.bigEndian(at: offset &+ t &* 4) }
    for t in 16..<80 {
      W[t] = rotate(W[t &- 3] ^ W[t &- 8] ^ W[t &- 14] ^ W[t &- 16], 1)
    }
  }

  /// Rounds `first` to `first` + 19, which share a function f and a constant K, §4.1.1 and §4.2.1.
  ///
  /// Five rounds a turn, so that the variables change places by name instead of being moved.
  @inline(__always)
  private mutating func rounds(
    _ W: Span<UInt32>, from first: Int, K: UInt32,
    _ f: (UInt32, UInt32, UInt32) -> UInt32
  ) {
    var (a, b, c, d, e) = (H[0], H[1], H[2], H[3], H[4])
    var t = first
    while t < first &+ 20 {
      Self.round(a, &b, f(b, c, d), &e, K &+ W[t])
      Self.round(e, &a, f(a, b, c), &d, K &+ W[t &+ 1])
      Self.round(d, &e, f(e, a, b), &c, K &+ W[t &+ 2])
      Self.round(c, &d, f(d, e, a), &b, K &+ W[t &+ 3])
      Self.round(b, &c, f(c, d, e), &a, K &+ W[t &+ 4])
      t &+= 5
    }
    (H[0], H[1], H[2], H[3], H[4]) = (a, b, c, d, e)
  }

  /// One round, step 3 of §6.1.2: T stands where e was, and b turns into the new c.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: inout UInt32, _ f: UInt32, _ e: inout UInt32, _ KW: UInt32
  ) {
    e = rotate(a, 5) &+ f &+ e &+ KW
    b = rotate(b, 30)
  }

  /// ROTL: a turn to the left.
  @inline(__always)
  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x &<< n | x &>> (32 &- n) }
}
