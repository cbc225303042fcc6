// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 1321.

/// The buffer and the inner function of MD5, RFC 1321 §3.4.
///
/// Constant-time: additions, rotations and Boolean functions of words.
struct MD5Core: BlockCompression {
  /// The 16 words of RFC 1321 §3.4, in bytes.
  static let blockByteCount = 64
  /// The two words of RFC 1321 §3.2, in bytes.
  static let lengthByteCount = 8
  /// Words begin with their least significant byte, RFC 1321 §2.
  static let isBigEndian = false

  /// A, B, C, D of §3.3.
  private var (A, B, C, D): (UInt32, UInt32, UInt32, UInt32) =
    (0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476)

  /// §3.4: four rounds of 16 operations on the words X.
  mutating func compress(_ M: Span<UInt8>, at offset: Int) {
    var X = InlineArray<16, UInt32>(repeating: 0)
    for j in 0..<16 { X[j] = M.littleEndian(at: offset &+ j &* 4) }
    let T = Self.T.span
    let (AA, BB, CC, DD) = (A, B, C, D)
    round(X.span, T, from: 0, first: 0, step: 1, shifts: (7, 12, 17, 22)) { X, Y, Z in
      Z ^ (X & (Y ^ Z))
    }
    round(X.span, T, from: 16, first: 1, step: 5, shifts: (5, 9, 14, 20)) { X, Y, Z in
      // A sum, since no bit is in both; half of it waits for nothing.
      (X & Z) &+ (Y & ~Z)
    }
    round(X.span, T, from: 32, first: 5, step: 3, shifts: (4, 11, 16, 23)) { X, Y, Z in
      X ^ Y ^ Z
    }
    round(X.span, T, from: 48, first: 0, step: 7, shifts: (6, 10, 15, 21)) { X, Y, Z in
      Y ^ (X | ~Z)
    }
    (A, B, C, D) = (A &+ AA, B &+ BB, C &+ CC, D &+ DD)
  }

  /// A, B, C, D as the digest of §3.5.
  var bytes: [UInt8] {
    [A, B, C, D].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word &>> (8 * $0)) }
    }
  }
}

extension MD5Core {
  /// One round: operations `i` + 1 to `i` + 16 of §3.4, X[k] taken from `first` on by `step`.
  ///
  /// Four operations a turn, so that the variables change places by name instead of being moved.
  @inline(__always)
  private mutating func round(
    _ X: Span<UInt32>, _ T: Span<UInt32>, from i: Int, first: Int, step: Int,
    shifts s: (UInt32, UInt32, UInt32, UInt32), _ f: (UInt32, UInt32, UInt32) -> UInt32
  ) {
    var (a, b, c, d) = (A, B, C, D)
    var (t, k) = (i, first)
    while t < i &+ 16 {
      Self.operate(&a, b, f(b, c, d), X[k & 15], s.0, T[t])
      Self.operate(&d, a, f(a, b, c), X[(k &+ step) & 15], s.1, T[t &+ 1])
      Self.operate(&c, d, f(d, a, b), X[(k &+ 2 &* step) & 15], s.2, T[t &+ 2])
      Self.operate(&b, c, f(c, d, a), X[(k &+ 3 &* step) & 15], s.3, T[t &+ 3])
      t &+= 4
      k &+= 4 &* step
    }
    (A, B, C, D) = (a, b, c, d)
  }

  /// One operation [abcd k s i]: a = b + ((a + f(b, c, d) + X[k] + T[i]) <<< s).
  @inline(__always)
  private static func operate(
    _ a: inout UInt32, _ b: UInt32, _ f: UInt32, _ Xk: UInt32, _ s: UInt32, _ Ti: UInt32
  ) {
    // f comes last: it alone waits for the operation before.
    let sum = (a &+ (Xk &+ Ti)) &+ f
    a = b &+ (sum &<< s | sum &>> (32 &- s))
  }

  /// T of §3.4, from T[1] on: the integer parts of 2³² · |sin i|, i in radians.
  ///
  /// An array, whose elements the compiler does not take for constants: those it would add last,
  /// after what waits for the operation before, which would make each operation longer by an
  /// addition.
  static let T: [UInt32] = [
    0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A,
    0xA830_4613, 0xFD46_9501, 0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE,
    0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821, 0xF61E_2562, 0xC040_B340,
    0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
    0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8,
    0x676F_02D9, 0x8D2A_4C8A, 0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C,
    0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70, 0x289B_7EC6, 0xEAA1_27FA,
    0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
    0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92,
    0xFFEF_F47D, 0x8584_5DD1, 0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1,
    0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
  ]
}
