/// SHA-512, FIPS 180-4 §6.4.
package struct SHA512: HashFunction {
  /// The length of a block, FIPS 180-4 §5.2, in bytes.
  package static let blockByteCount = 128
  /// The length of the digest, FIPS 180-4 figure 1, in bytes.
  package static let byteCount = 64

  /// H⁽⁰⁾ of FIPS 180-4 §5.3.5.
  private var blocks = PaddedBlocks(
    SHA2Core64([
      0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1,
      0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B, 0x5BE0_CD19_137E_2179,
    ]))

  /// Starts an empty message; it is portable everywhere.
  package init(with instructions: Instructions) {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    blocks.update(data)
  }

  /// The digest of 64 bytes.
  package consuming func finalize() -> [UInt8] {
    blocks.finalize()
  }
}

/// SHA-384, FIPS 180-4 §6.5.
package struct SHA384: HashFunction {
  /// The length of a block, FIPS 180-4 §5.2, in bytes.
  package static let blockByteCount = 128
  /// The length of the digest, FIPS 180-4 figure 1, in bytes.
  package static let byteCount = 48

  /// H⁽⁰⁾ of FIPS 180-4 §5.3.4.
  private var blocks = PaddedBlocks(
    SHA2Core64([
      0xCBBB_9D5D_C105_9ED8, 0x629A_292A_367C_D507, 0x9159_015A_3070_DD17, 0x152F_ECD8_F70E_5939,
      0x6733_2667_FFC0_0B31, 0x8EB4_4A87_6858_1511, 0xDB0C_2E0D_64F9_8FA7, 0x47B5_481D_BEFA_4FA4,
    ]))

  /// Starts an empty message; it is portable everywhere.
  package init(with instructions: Instructions) {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    blocks.update(data)
  }

  /// The digest of 48 bytes.
  package consuming func finalize() -> [UInt8] {
    Array(blocks.finalize().prefix(Self.byteCount))
  }
}

extension SHA512 {
  /// K of FIPS 180-4 §4.2.3, for the test that recomputes it.
  package static var roundConstants: [UInt64] {
    SHA2Core64.K.indices.map { SHA2Core64.K[$0] }
  }
}
