// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

/// The hash value and the compression function of SHA-224 and SHA-256, FIPS 180-4 §6.2.2.
///
/// Constant-time: additions, rotations and Boolean functions of words.
struct SHA2Core32: Compression {
  /// m of FIPS 180-4 §5.2, in bytes.
  static let blockByteCount = 64
  /// The length field of FIPS 180-4 §5.1, in bytes.
  static let lengthByteCount = 8
  /// Words begin with their most significant byte, FIPS 180-4 §3.1.
  static let isBigEndian = true

  /// H₀ to H₇.
  private var H: InlineArray<8, UInt32>
  /// What blocks are compressed with.
  private let instructions: Instructions

  /// Starts with an initial hash value of §5.3.
  init(_ H0: InlineArray<8, UInt32>, with instructions: Instructions) {
    H = H0
    self.instructions = instructions
  }

  /// All blocks of a span, by a processor's instructions where there are any.
  mutating func compress(_ M: Span<UInt8>) {
    if let sha256 = instructions.sha256 { return sha256.compress(M, &H) }
    var schedules = SHA2Schedules()
    var offset = 0
    while offset < M.count {
      let count = min(SHA2Schedules.blockCount, (M.count &- offset) / Self.blockByteCount)
      schedules.fill(M, at: offset, count: count)
      for i in 0..<count { schedules.withWords(ofBlock: i) { rounds($0) } }
      offset &+= count &* Self.blockByteCount
    }
  }

  /// §6.2.2, steps 2 to 4: the 64 rounds for one block, the working variables named as there.
  ///
  /// Eight rounds a turn, so that the variables change places by name instead of being moved.
  @inline(never)
  private mutating func rounds(_ KW: RawSpan) {
    var (a, b, c, d) = (H[0], H[1], H[2], H[3])
    var (e, f, g, h) = (H[4], H[5], H[6], H[7])
    var t = 0
    while t < 64 {
      Self.round(a, b, c, &d, e, f, g, &h, KW[word: t])
      Self.round(h, a, b, &c, d, e, f, &g, KW[word: t &+ 1])
      Self.round(g, h, a, &b, c, d, e, &f, KW[word: t &+ 2])
      Self.round(f, g, h, &a, b, c, d, &e, KW[word: t &+ 3])
      Self.round(e, f, g, &h, a, b, c, &d, KW[word: t &+ 4])
      Self.round(d, e, f, &g, h, a, b, &c, KW[word: t &+ 5])
      Self.round(c, d, e, &f, g, h, a, &b, KW[word: t &+ 6])
      Self.round(b, c, d, &e, f, g, h, &a, KW[word: t &+ 7])
      t &+= 8
    }
    (H[0], H[1], H[2], H[3]) = (H[0] &+ a, H[1] &+ b, H[2] &+ c, H[3] &+ d)
    (H[4], H[5], H[6], H[7]) = (H[4] &+ e, H[5] &+ f, H[6] &+ g, H[7] &+ h)
  }

  /// One round, step 3 of §6.2.2: the new e stands where d was, the new a where h was.
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
    _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ KW: UInt32
  ) {
    let T1 = h &+ KW &+ Ch(e, f, g) &+ Sum1(e)
    d &+= T1
    h = T1 &+ Sum0(a) &+ Maj(a, b, c)
  }

  /// H₀ to H₇ as the digest of §6, not cut.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for i in H.indices {
      for shift in stride(from: 24, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: H[i] &>> UInt32(shift)))
      }
    }
    return bytes
  }
}

/// The functions of FIPS 180-4 §4.1.2.
extension SHA2Core32 {
  /// ROTR: a turn to the right.
  @inline(__always)
  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x &>> n | x &<< (32 &- n) }

  /// Ch: chooses from `y` and `z` by the bits of `x`.
  @inline(__always)
  private static func Ch(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { z ^ (x & (y ^ z)) }

  /// Maj: the majority; one of its sums is there from the round before.
  @inline(__always)
  private static func Maj(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
    ((x ^ y) & (y ^ z)) ^ y
  }

  /// Σ₀.
  @inline(__always)
  private static func Sum0(_ x: UInt32) -> UInt32 {
    rotate(x, 2) ^ rotate(x, 13) ^ rotate(x, 22)
  }

  /// Σ₁.
  @inline(__always)
  private static func Sum1(_ x: UInt32) -> UInt32 {
    rotate(x, 6) ^ rotate(x, 11) ^ rotate(x, 25)
  }
}

extension SHA2Core32 {
  /// K of FIPS 180-4 §4.2.2: fractions of the cube roots of the first 64 primes.
  static let K: InlineArray<64, UInt32> = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1,
    0x923F_82A4, 0xAB1C_5ED5, 0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3,
    0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174, 0xE49B_69C1, 0xEFBE_4786,
    0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147,
    0x06CA_6351, 0x1429_2967, 0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13,
    0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85, 0xA2BF_E8A1, 0xA81A_664B,
    0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A,
    0x5B9C_CA4F, 0x682E_6FF3, 0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208,
    0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
