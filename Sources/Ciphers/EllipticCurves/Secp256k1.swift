// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186, and of Montgomery's multiplication.

/// secp256k1, SEC 2 §2.4.1 (SP 800-186 §3.2.2.1 allows it for blockchains): the constants alone.
enum Secp256k1: WeierstrassCurve {
  /// The multiples of G, made when first asked for.
  static let multiples = GeneratorMultiples<Point<Secp256k1>>()
  /// The coefficient a.
  static var a: WeierstrassCoefficient { .zero }
  /// In Montgomery form, b·R mod p.
  static var b: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x0000_0007_0000_1AB7, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ]))
  }
  /// In Montgomery form, Gx·R mod p.
  static var Gx: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xD736_2E5A_487E_2097, 0x231E_2953_29BC_66DB, 0x979F_48C0_33FD_129C, 0x9981_E643_E908_9F48,
      ]))
  }
  /// In Montgomery form, Gy·R mod p.
  static var Gy: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0xB15E_A6D2_D3DB_ABE2, 0x8DFC_5D5D_1F1D_C64D, 0x70B6_B59A_AC19_C136, 0xCF3F_851F_D4A5_82D6,
      ]))
  }

  /// p = 2²⁵⁶ − 2³² − 977.
  enum Field: Modulus {
    /// Numbers of 256 bits.
    typealias Words = FixedWords<4>
    /// The bits of m.
    static var bitCount: Int { 256 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0xD838_091D_D225_3531 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xFFFF_FFFE_FFFF_FC2F, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0x0000_0001_0000_03D1, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0x0000_07A2_000E_90A1, 0x0000_0000_0000_0001, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
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
    static var k: UInt64 { 0x4B0D_FF66_5588_B13F }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xBFD2_5E8C_D036_4141, 0xBAAE_DCE6_AF48_A03B, 0xFFFF_FFFF_FFFF_FFFE, 0xFFFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2²⁵⁶ mod m.
    static var R: Words {
      Words([
        0x402D_A173_2FC9_BEBF, 0x4551_2319_50B7_5FC4, 0x0000_0000_0000_0001, 0x0000_0000_0000_0000,
      ])
    }
    /// 2⁵¹² mod m.
    static var RR: Words {
      Words([
        0x896C_F214_67D7_D140, 0x7414_96C2_0E7C_F878, 0xE697_F5E4_5BCD_07C6, 0x9D67_1CD5_81C6_9BC5,
      ])
    }
  }
}
