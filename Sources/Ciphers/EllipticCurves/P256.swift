// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186, and of Montgomery's multiplication.

/// P-256, SP 800-186 §3.2.1.3 (secp256r1 of SEC 2): the constants alone.
enum P256: WeierstrassCurve {
  /// The multiples of G, made when first asked for.
  static let multiples = GeneratorMultiples<Point<P256>>()
  /// The coefficient a.
  static var a: WeierstrassCoefficient { .minusThree }
  /// In Montgomery form, b·R mod p.
  static var b: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xD89C_DF62_29C4_BDDF, 0xACF0_05CD_7884_3090, 0xE5A2_20AB_F721_2ED6, 0xDC30_061D_0487_4834,
      ]))
  }
  /// In Montgomery form, Gx·R mod p.
  static var Gx: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x79E7_30D4_18A9_143C, 0x75BA_95FC_5FED_B601, 0x79FB_732B_7762_2510, 0x1890_5F76_A537_55C6,
      ]))
  }
  /// In Montgomery form, Gy·R mod p.
  static var Gy: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xDDF2_5357_CE95_560A, 0x8B4A_B8E4_BA19_E45C, 0xD2E8_8688_DD21_F325, 0x8571_FF18_2588_5D85,
      ]))
  }

  /// p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1.
  enum Field: Modulus {
    /// Numbers of 256 bits.
    typealias Words = FixedWords<4>
    /// The bits of m.
    static var bitCount: Int { 256 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 1 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_FFFF_FFFF, 0x0000_0000_0000_0000, 0xFFFF_FFFF_0000_0001,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0x0000_0000_0000_0001, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_FFFF_FFFE,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0x0000_0000_0000_0003, 0xFFFF_FFFB_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFE, 0x0000_0004_FFFF_FFFD,
      ])
    }
  }

  /// n, the prime order of G.
  enum Order: Modulus {
    /// Numbers of 256 bits.
    typealias Words = FixedWords<4>
    /// The bits of m.
    static var bitCount: Int { 256 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0xCCD1_C8AA_EE00_BC4F }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0x0C46_353D_039C_DAAF, 0x4319_0552_58E8_617B, 0x0000_0000_0000_0000, 0x0000_0000_FFFF_FFFF,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0x8324_4C95_BE79_EEA2, 0x4699_799C_49BD_6FA6, 0x2845_B239_2B6B_EC59, 0x66E1_2D94_F3D9_5620,
      ])
    }
  }
}
