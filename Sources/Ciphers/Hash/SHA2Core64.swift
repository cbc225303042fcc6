// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 180-4.

/// The hash value and the compression function of SHA-384 and SHA-512, FIPS 180-4 §6.4.2.
///
/// Constant-time: additions, rotations and Boolean functions of words.
struct SHA2Core64: BlockCompression {
  /// m of FIPS 180-4 §5.2, in bytes.
  static let blockByteCount = 128
  /// The length field of FIPS 180-4 §5.1, in bytes.
  static let lengthByteCount = 16
  /// Words begin with their most significant byte, FIPS 180-4 §3.1.
  static let isBigEndian = true

  /// H₀ to H₇.
  private var H: InlineArray<8, UInt64>

  /// Starts with an initial hash value of §5.3.
  init(_ H0: InlineArray<8, UInt64>) {
    H = H0
  }

  /// §6.4.2: the schedule W and 80 rounds, the working variables named as there.
  ///
  /// Eight rounds a turn, so that the variables change places by name instead of being moved.
  mutating func compress(_ M: Span<UInt8>, at offset: Int) {
    var W = InlineArray<80, UInt64>(repeating: 0)
    Self.schedule(M, at: offset, &W)
    let K = Self.K.span
    var (a, b, c, d) = (H[0], H[1], H[2], H[3])
    var (e, f, g, h) = (H[4], H[5], H[6], H[7])
    var t = 0
    while t < 80 {
      Self.round(a, b, c, &d, e, f, g, &h, K[t] &+ W[t])
      Self.round(h, a, b, &c, d, e, f, &g, K[t &+ 1] &+ W[t &+ 1])
      Self.round(g, h, a, &b, c, d, e, &f, K[t &+ 2] &+ W[t &+ 2])
      Self.round(f, g, h, &a, b, c, d, &e, K[t &+ 3] &+ W[t &+ 3])
      Self.round(e, f, g, &h, a, b, c, &d, K[t &+ 4] &+ W[t &+ 4])
      Self.round(d, e, f, &g, h, a, b, &c, K[t &+ 5] &+ W[t &+ 5])
      Self.round(c, d, e, &f, g, h, a, &b, K[t &+ 6] &+ W[t &+ 6])
      Self.round(b, c, d, &e, f, g, h, &a, K[t &+ 7] &+ W[t &+ 7])
      t &+= 8
    }
    (H[0], H[1], H[2], H[3]) = (H[0] &+ a, H[1] &+ b, H[2] &+ c, H[3] &+ d)
    (H[4], H[5], H[6], H[7]) = (H[4] &+ e, H[5] &+ f, H[6] &+ g, H[7] &+ h)
  }

  /// One round, step 3 of §6.4.2: the new e stands where d was, the new a where h was.
  @inline(__always)
  private static func round(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: inout UInt64,
    _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64, _ KW: UInt64
  ) {
    let T1 = h &+ Sum1(e) &+ Ch(e, f, g) &+ KW
    d &+= T1
    h = T1 &+ Sum0(a) &+ Maj(a, b, c)
  }

  /// W₀ to W79, step 1 of §6.4.2.
  @inline(__always)
  private static func schedule(
    _ M: Span<UInt8>, at offset: Int, _ W: inout InlineArray<80, UInt64>
  ) {
    for t in 0..<16 { W[t] = M.bigEndian(at: offset &+ t &* 8) }
    for t in 16..<80 {
      W[t] = sigma1(W[t &- 2]) &+ W[t &- 7] &+ sigma0(W[t &- 15]) &+ W[t &- 16]
    }
  }

  /// H₀ to H₇ as the digest of §6, not cut.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for i in H.indices {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: H[i] &>> UInt64(shift)))
      }
    }
    return bytes
  }
}

/// The functions of FIPS 180-4 §4.1.3.
extension SHA2Core64 {
  /// ROTR: a turn to the right.
  @inline(__always)
  private static func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { x &>> n | x &<< (64 &- n) }

  /// Ch: chooses from `y` and `z` by the bits of `x`.
  @inline(__always)
  private static func Ch(_ x: UInt64, _ y: UInt64, _ z: UInt64) -> UInt64 { (x & y) ^ (~x & z) }

  /// Maj: the majority.
  @inline(__always)
  private static func Maj(_ x: UInt64, _ y: UInt64, _ z: UInt64) -> UInt64 {
    (x & y) ^ (x & z) ^ (y & z)
  }

  /// Σ₀.
  @inline(__always)
  private static func Sum0(_ x: UInt64) -> UInt64 {
    rotate(x, 28) ^ rotate(x, 34) ^ rotate(x, 39)
  }

  /// Σ₁.
  @inline(__always)
  private static func Sum1(_ x: UInt64) -> UInt64 {
    rotate(x, 14) ^ rotate(x, 18) ^ rotate(x, 41)
  }

  /// σ₀.
  @inline(__always)
  private static func sigma0(_ x: UInt64) -> UInt64 {
    rotate(x, 1) ^ rotate(x, 8) ^ x &>> 7
  }

  /// σ₁.
  @inline(__always)
  private static func sigma1(_ x: UInt64) -> UInt64 {
    rotate(x, 19) ^ rotate(x, 61) ^ x &>> 6
  }
}

extension SHA2Core64 {
  /// K of FIPS 180-4 §4.2.3: fractions of the cube roots of the first 80 primes.
  static let K: InlineArray<80, UInt64> = [
    0x428A_2F98_D728_AE22, 0x7137_4491_23EF_65CD, 0xB5C0_FBCF_EC4D_3B2F, 0xE9B5_DBA5_8189_DBBC,
    0x3956_C25B_F348_B538, 0x59F1_11F1_B605_D019, 0x923F_82A4_AF19_4F9B, 0xAB1C_5ED5_DA6D_8118,
    0xD807_AA98_A303_0242, 0x1283_5B01_4570_6FBE, 0x2431_85BE_4EE4_B28C, 0x550C_7DC3_D5FF_B4E2,
    0x72BE_5D74_F27B_896F, 0x80DE_B1FE_3B16_96B1, 0x9BDC_06A7_25C7_1235, 0xC19B_F174_CF69_2694,
    0xE49B_69C1_9EF1_4AD2, 0xEFBE_4786_384F_25E3, 0x0FC1_9DC6_8B8C_D5B5, 0x240C_A1CC_77AC_9C65,
    0x2DE9_2C6F_592B_0275, 0x4A74_84AA_6EA6_E483, 0x5CB0_A9DC_BD41_FBD4, 0x76F9_88DA_8311_53B5,
    0x983E_5152_EE66_DFAB, 0xA831_C66D_2DB4_3210, 0xB003_27C8_98FB_213F, 0xBF59_7FC7_BEEF_0EE4,
    0xC6E0_0BF3_3DA8_8FC2, 0xD5A7_9147_930A_A725, 0x06CA_6351_E003_826F, 0x1429_2967_0A0E_6E70,
    0x27B7_0A85_46D2_2FFC, 0x2E1B_2138_5C26_C926, 0x4D2C_6DFC_5AC4_2AED, 0x5338_0D13_9D95_B3DF,
    0x650A_7354_8BAF_63DE, 0x766A_0ABB_3C77_B2A8, 0x81C2_C92E_47ED_AEE6, 0x9272_2C85_1482_353B,
    0xA2BF_E8A1_4CF1_0364, 0xA81A_664B_BC42_3001, 0xC24B_8B70_D0F8_9791, 0xC76C_51A3_0654_BE30,
    0xD192_E819_D6EF_5218, 0xD699_0624_5565_A910, 0xF40E_3585_5771_202A, 0x106A_A070_32BB_D1B8,
    0x19A4_C116_B8D2_D0C8, 0x1E37_6C08_5141_AB53, 0x2748_774C_DF8E_EB99, 0x34B0_BCB5_E19B_48A8,
    0x391C_0CB3_C5C9_5A63, 0x4ED8_AA4A_E341_8ACB, 0x5B9C_CA4F_7763_E373, 0x682E_6FF3_D6B2_B8A3,
    0x748F_82EE_5DEF_B2FC, 0x78A5_636F_4317_2F60, 0x84C8_7814_A1F0_AB72, 0x8CC7_0208_1A64_39EC,
    0x90BE_FFFA_2363_1E28, 0xA450_6CEB_DE82_BDE9, 0xBEF9_A3F7_B2C6_7915, 0xC671_78F2_E372_532B,
    0xCA27_3ECE_EA26_619C, 0xD186_B8C7_21C0_C207, 0xEADA_7DD6_CDE0_EB1E, 0xF57D_4F7F_EE6E_D178,
    0x06F0_67AA_7217_6FBA, 0x0A63_7DC5_A2C8_98A6, 0x113F_9804_BEF9_0DAE, 0x1B71_0B35_131C_471B,
    0x28DB_77F5_2304_7D84, 0x32CA_AB7B_40C7_2493, 0x3C9E_BE0A_15C9_BEBC, 0x431D_67C4_9C10_0D4C,
    0x4CC5_D4BE_CB3E_42B6, 0x597F_299C_FC65_7E2A, 0x5FCB_6FAB_3AD6_FAEC, 0x6C44_198C_4A47_5817,
  ]
}
