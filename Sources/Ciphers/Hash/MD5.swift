extension Insecure {
  /// MD5, RFC 1321, for S3 checksums only: ETags and Content-MD5.
  package struct MD5: HashFunction {
    /// The length of a block, RFC 1321 §3.4, in bytes.
    package static let blockByteCount = 64
    /// The length of the digest, RFC 1321 §3.5, in bytes.
    package static let byteCount = 16

    /// The buffer A, B, C, D of RFC 1321 §3.3.
    private var blocks = PaddedBlocks(MD5Core())

    /// Starts an empty message; no processor that is known here has instructions for it.
    package init(with instructions: Instructions) {}

    /// Adds to the message.
    package mutating func update(_ data: Span<UInt8>) {
      blocks.update(data)
    }

    /// The digest of 16 bytes.
    package consuming func finalize() -> [UInt8] {
      blocks.finalize()
    }
  }
}

extension Insecure.MD5 {
  /// T of RFC 1321 §3.4, for the test that recomputes it.
  package static var sineTable: [UInt32] {
    MD5Core.T.indices.map { MD5Core.T[$0] }
  }
}
