/// SHA-256, FIPS 180-4 §6.2.
package struct SHA256: HashFunction {
  /// The length of a block, FIPS 180-4 §5.2, in bytes.
  package static let blockByteCount = 64
  /// The length of the digest, FIPS 180-4 figure 1, in bytes.
  package static let byteCount = 32

  /// H⁽⁰⁾ of FIPS 180-4 §5.3.3.
  private static let initial: InlineArray<8, UInt32> = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
    0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var blocks: PaddedBlocks<SHA2Core32>

  /// Starts an empty message.
  package init(with instructions: Instructions) {
    blocks = PaddedBlocks(SHA2Core32(Self.initial, with: instructions))
  }

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    blocks.update(data)
  }

  /// The digest of 32 bytes.
  package consuming func finalize() -> [UInt8] {
    blocks.finalize()
  }
}

/// SHA-224, FIPS 180-4 §6.3.
package struct SHA224: HashFunction {
  /// The length of a block, FIPS 180-4 §5.2, in bytes.
  package static let blockByteCount = 64
  /// The length of the digest, FIPS 180-4 figure 1, in bytes.
  package static let byteCount = 28

  /// H⁽⁰⁾ of FIPS 180-4 §5.3.2.
  private static let initial: InlineArray<8, UInt32> = [
    0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939,
    0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7, 0xBEFA_4FA4,
  ]
  private var blocks: PaddedBlocks<SHA2Core32>

  /// Starts an empty message.
  package init(with instructions: Instructions) {
    blocks = PaddedBlocks(SHA2Core32(Self.initial, with: instructions))
  }

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    blocks.update(data)
  }

  /// The digest of 28 bytes.
  package consuming func finalize() -> [UInt8] {
    Array(blocks.finalize().prefix(Self.byteCount))
  }
}

extension SHA256 {
  /// Lends the 64 words K of FIPS 180-4 §4.2.2 to `body`, as they lie in memory.
  package static func withRoundConstants(_ body: (UnsafeRawPointer) -> Void) {
    unsafe SHA2Core32.K.span.withUnsafeBytes { words in
      unsafe body(words.baseAddress.unsafelyUnwrapped)
    }
  }

  /// K of FIPS 180-4 §4.2.2, for the test that recomputes it.
  package static var roundConstants: [UInt32] {
    SHA2Core32.K.indices.map { SHA2Core32.K[$0] }
  }
}
