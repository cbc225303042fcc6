extension Insecure {
  /// SHA-1, FIPS 180-4 §6.1, for S3 checksums only.
  package struct SHA1: HashFunction {
    /// The length of a block, FIPS 180-4 §5.2, in bytes.
    package static let blockByteCount = 64
    /// The length of the digest, FIPS 180-4 figure 1, in bytes.
    package static let byteCount = 20

    /// H⁽⁰⁾ of FIPS 180-4 §5.3.1.
    private var blocks = PaddedBlocks(SHA1Core())

    /// Starts an empty message; no processor that is known here has instructions for it.
    package init(with instructions: Instructions) {}

    /// Adds to the message.
    package mutating func update(_ data: Span<UInt8>) {
      blocks.update(data)
    }

    /// The digest of 20 bytes.
    package consuming func finalize() -> [UInt8] {
      blocks.finalize()
    }
  }
}
