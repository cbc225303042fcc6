/// SHA3-256, FIPS 202 §6.1.
package struct SHA3_256: HashFunction {
  /// The length of a block, table 3, in bytes.
  package static let blockByteCount = 136
  /// The length of the digest in bytes.
  package static let byteCount = 32
  private var sponge = Sponge(rate: blockByteCount)

  /// Starts an empty message; it is portable everywhere.
  package init(with instructions: Instructions) {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    sponge.absorb(data)
  }

  /// The digest of 32 bytes.
  package consuming func finalize() -> [UInt8] {
    sponge.finish(suffix: 0x06)
    return sponge.squeeze(Self.byteCount)
  }
}

/// SHA3-512, FIPS 202 §6.1.
package struct SHA3_512: HashFunction {
  /// The length of a block, table 3, in bytes.
  package static let blockByteCount = 72
  /// The length of the digest in bytes.
  package static let byteCount = 64
  private var sponge = Sponge(rate: blockByteCount)

  /// Starts an empty message; it is portable everywhere.
  package init(with instructions: Instructions) {}

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    sponge.absorb(data)
  }

  /// The digest of 64 bytes.
  package consuming func finalize() -> [UInt8] {
    sponge.finish(suffix: 0x06)
    return sponge.squeeze(Self.byteCount)
  }
}
