// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of SP 800-186, and of Montgomery's multiplication.

/// P-384, SP 800-186 §3.2.1.4: the constants alone.
enum P384: WeierstrassCurve {
  /// The multiples of G, made when first asked for.
  static let multiples = GeneratorMultiples<Point<P384>>()
  /// The coefficient a.
  static var a: WeierstrassCoefficient { .minusThree }
  /// In Montgomery form, b·R mod p.
  static var b: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x0811_8871_9D41_2DCC, 0xF729_ADD8_7A4C_32EC, 0x77F2_209B_1920_022E,
        0xE337_4BEE_9493_8AE2, 0xB62B_21F4_1F02_2094, 0xCD08_114B_604F_BFF9,
      ]))
  }
  /// In Montgomery form, Gx·R mod p.
  static var Gx: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x3DD0_7566_49C0_B528, 0x20E3_78E2_A0D6_CE38, 0x879C_3AFC_541B_4D6E,
        0x6454_8684_59A3_0EFF, 0x812F_F723_614E_DE2B, 0x4D3A_ADC2_299E_1513,
      ]))
  }
  /// In Montgomery form, Gy·R mod p.
  static var Gy: Residue<Field> {
    Residue<Field>(
      montgomery: .init([
        0x2304_3DAD_4B03_A4FE, 0xA1BF_A8BF_7BB4_A9AC, 0x8BAD_E756_2E83_B050,
        0xC6C3_5219_68F4_FFD9, 0xDD80_0226_3969_A840, 0x2B78_ABC2_5A15_C5E9,
      ]))
  }

  /// p = 2³⁸⁴ − 2¹²⁸ − 2⁹⁶ + 2³² − 1.
  enum Field: Modulus {
    /// Numbers of 384 bits.
    typealias Words = FixedWords<6>
    /// The bits of m.
    static var bitCount: Int { 384 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0x0000_0001_0000_0001 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0x0000_0000_FFFF_FFFF, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFE,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2³⁸⁴ mod m.
    static var R: Words {
      Words([
        0xFFFF_FFFF_0000_0001, 0x0000_0000_FFFF_FFFF, 0x0000_0000_0000_0001,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2⁷⁶⁸ mod m.
    static var RR: Words {
      Words([
        0xFFFF_FFFE_0000_0001, 0x0000_0002_0000_0000, 0xFFFF_FFFE_0000_0000,
        0x0000_0002_0000_0000, 0x0000_0000_0000_0001, 0x0000_0000_0000_0000,
      ])
    }
  }

  /// n, the prime order of G.
  enum Order: Modulus {
    /// Numbers of 384 bits.
    typealias Words = FixedWords<6>
    /// The bits of m.
    static var bitCount: Int { 384 }
    /// −m⁻¹ mod 2⁶⁴.
    static var k: UInt64 { 0x6ED4_6089_E88F_DC45 }
    /// The modulus itself.
    static var m: Words {
      Words([
        0xECEC_196A_CCC5_2973, 0x581A_0DB2_48B0_A77A, 0xC763_4D81_F437_2DDF,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
      ])
    }
    /// 2³⁸⁴ mod m.
    static var R: Words {
      Words([
        0x1313_E695_333A_D68D, 0xA7E5_F24D_B74F_5885, 0x389C_B27E_0BC8_D220,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
      ])
    }
    /// 2⁷⁶⁸ mod m.
    static var RR: Words {
      Words([
        0x2D31_9B24_19B4_09A9, 0xFF3D_81E5_DF1A_A419, 0xBC3E_483A_FCB8_2947,
        0xD40D_4917_4AAB_1CC5, 0x3FB0_5B7A_2826_6895, 0x0C84_EE01_2B39_BF21,
      ])
    }
  }
}
