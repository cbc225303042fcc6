// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8032 §5.1, and of Montgomery's multiplication.

/// edwards25519, RFC 8032 §5.1: the constants alone.
enum Edwards25519: Sendable {
  /// The multiples of B, made when first asked for.
  static let multiples = GeneratorMultiples<EdwardsPoint>()
  /// −121665/121666, in Montgomery form.
  static var d: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x80ED_8BFE_DF47_E9FA, 0x10A1_8777_AFC6_2973, 0xE593_9207_BC18_8690, 0x2C82_2B5A_729F_C526,
      ]))
  }
  /// 2d, in Montgomery form.
  static var d2: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x01DB_17FD_BE8F_D3F4, 0x2143_0EEF_5F8C_52E7, 0xCB27_240F_7831_0D20, 0x5904_56B4_E53F_8A4D,
      ]))
  }
  /// 2^((p − 1)/4), a square root of −1, in Montgomery form.
  static var squareRootOfMinusOne: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x3B58_07D4_FE2B_DB04, 0x03F5_90FD_B51B_E9ED, 0x6D6E_16BF_3362_02D1, 0x7577_6B0B_D6C7_1BA8,
      ]))
  }
  /// The base point's x, in Montgomery form.
  static var Bx: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xE2CA_BC55_3F9D_A287, 0x9CA5_9856_2396_E489, 0x9879_936B_ADE4_B5B7, 0x759E_2370_7E60_77D0,
      ]))
  }
  /// The base point's y, 4/5, in Montgomery form.
  static var By: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x3333_3333_3333_334A, 0x3333_3333_3333_3333, 0x3333_3333_3333_3333, 0x3333_3333_3333_3333,
      ]))
  }

  /// p = 2²⁵⁵ − 19.
  enum Field: Modulus {
    /// Numbers of 256 bits.
    typealias Words = FixedWords<4>
    /// The bits of m.
    static var bitCount: Int { 255 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0x86BC_A1AF_286B_CA1B }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xFFFF_FFFF_FFFF_FFED, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x7FFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0x0000_0000_0000_0026, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0x0000_0000_0000_05A4, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
  }

  /// L, the prime order of B.
  enum Order: Modulus {
    /// Numbers of 256 bits.
    typealias Words = FixedWords<4>
    /// The bits of m.
    static var bitCount: Int { 253 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0xD2B5_1DA3_1254_7E1B }
    /// The modulus itself.
    static var m: Words {
      Words([
        0x5812_631A_5CF5_D3ED, 0x14DE_F9DE_A2F7_9CD6, 0x0000_0000_0000_0000, 0x1000_0000_0000_0000,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0xD6EC_3174_8D98_951D, 0xC6EF_5BF4_737D_CF70, 0xFFFF_FFFF_FFFF_FFFE, 0x0FFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0xA406_11E3_449C_0F01, 0xD00E_1BA7_6885_9347, 0xCEEC_73D2_17F5_BE65, 0x0399_411B_7C30_9A3D,
      ])
    }
  }
}
