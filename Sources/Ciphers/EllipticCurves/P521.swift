// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186, and of Montgomery's multiplication.

/// P-521, SP 800-186 §3.2.1.5: the constants alone.
enum P521: WeierstrassCurve {
  /// The multiples of G, made when first asked for.
  static let multiples = GeneratorMultiples<Point<P521>>()
  /// The coefficient a.
  static var a: WeierstrassCoefficient { .minusThree }
  /// In Montgomery form, b·R mod p.
  static var b: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x8014_654F_AE58_6387, 0x78F7_A28F_EA35_A81F, 0x839A_B9EF_C41E_961A,
        0xBD8B_2960_5E9D_D8DF, 0xF0AB_0C9C_A8F6_3F49, 0xF9DC_5A44_C8C7_7884,
        0x7751_6D39_2DCC_D98A, 0x0FC9_4D10_D05B_42A0, 0x0000_0000_0000_004D,
      ]))
  }
  /// In Montgomery form, Gx·R mod p.
  static var Gx: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xB331_A163_81AD_C101, 0x4DFC_BF3F_18E1_72DE, 0x6F19_A459_E0C2_B521,
        0x947F_0EE0_93D1_7FD4, 0xDD50_A5AF_3BF7_F3AC, 0x90FC_1457_B035_A69E,
        0x214E_3240_9C82_9FDA, 0xE6CF_1F65_B311_CADA, 0x0000_0000_0000_0074,
      ]))
  }
  /// In Montgomery form, Gy·R mod p.
  static var Gy: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x2846_0E4A_5A9E_268E, 0x2044_5F4A_3B4F_E8B3, 0xB09A_9E38_4351_3961,
        0x2062_A85C_809F_D683, 0x164B_F739_4CAF_7A13, 0x340B_D7DE_8B93_9F33,
        0xECCC_7AA2_24AB_CDA2, 0x022E_452F_DA16_3E8D, 0x0000_0000_0000_01E0,
      ]))
  }

  /// p = 2⁵²¹ − 1.
  enum Field: Modulus {
    /// Numbers of 576 bits.
    typealias Words = FixedWords<9>
    /// The bits of m.
    static var bitCount: Int { 521 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 1 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_0000_01FF,
      ])
    }
    /// 2⁵⁷⁶ mod m.
    static var R: Words {
      Words([
        0x0080_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2¹¹⁵² mod m.
    static var RR: Words {
      Words([
        0x0000_0000_0000_0000, 0x0000_4000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }

    /// A turn of REDC: q·m is q·2⁵²¹ − q, which leaves the lowest word zero, and q·2⁵²¹ over 2⁶⁴ is
    /// q·2⁹ in word 7.
    @inline(__always)
    static func dropLowestWord(of t: inout Words, below last: UInt64) -> UInt64 {
      let q = t[0]
      var carry: UInt64 = 0
      for j in 1...7 { t[j - 1] = t[j] }
      (t[7], carry) = Words.add(t[8], q &<< 9, 0)
      (t[8], carry) = Words.add(last, q &>> 55, carry)
      return carry
    }
  }

  /// n, the prime order of G.
  enum Order: Modulus {
    /// Numbers of 576 bits.
    typealias Words = FixedWords<9>
    /// The bits of m.
    static var bitCount: Int { 521 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0x1D2F_5CCD_79A9_95C7 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xBB6F_B71E_9138_6409, 0x3BB5_C9B8_899C_47AE, 0x7FCC_0148_F709_A5D0,
        0x5186_8783_BF2F_966B, 0xFFFF_FFFF_FFFF_FFFA, 0xFFFF_FFFF_FFFF_FFFF,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_0000_01FF,
      ])
    }
    /// 2⁵⁷⁶ mod m.
    static var R: Words {
      Words([
        0xFB80_0000_0000_0000, 0x28A2_4824_70B7_63CD, 0x17E2_251B_23BB_31DC,
        0xCA40_19FF_5B84_7B2D, 0x02D7_3CBC_3E20_6834, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2¹¹⁵² mod m.
    static var RR: Words {
      Words([
        0x137C_D04D_CF15_DD04, 0xF707_BADC_E554_7EA3, 0x12A7_8D38_7945_73FF,
        0xD372_1EF5_57F7_5E06, 0xDD6E_23D8_2E49_C7DB, 0xCFF3_D142_B775_6E3E,
        0x5BCC_6D61_A8E5_67BC, 0x2D8E_03D1_492D_0D45, 0x0000_0000_0000_003D,
      ])
    }
  }
}
