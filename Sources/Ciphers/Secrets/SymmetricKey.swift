/// Key bytes that are erased when the last owner lets go.
///
/// Sharing is safe although it is unchecked: the bytes are written once, before anyone else can
/// see the object, and again only in `deinit`, when nobody else can.
package final class SymmetricKey: @unchecked Sendable {
  /// The only copy that this class keeps.
  private let storage: SecretBuffer<UInt8>
  /// What ciphers with this key are computed with.
  let instructions: Instructions

  /// Copies `bytes` and erases them, which reaches the caller's array only if it was passed on
  /// with no other owner.
  package init(_ bytes: consuming [UInt8], with instructions: Instructions = .chosen) {
    self.instructions = instructions
    storage = SecretBuffer(count: bytes.count) { span in
      for i in span.indices { span[i] = bytes[i] }
    }
    erase(&bytes)
  }

  /// The 32 bytes of two blocks.
  init(_ left: Block, _ right: Block, with instructions: Instructions) {
    self.instructions = instructions
    storage = SecretBuffer(count: 32) { span in
      for i in 0..<16 { (span[i], span[16 + i]) = (left.byte(i), right.byte(i)) }
    }
  }

  /// The number of bytes, not of bits.
  package var count: Int { storage.count }

  /// Lends the bytes to `body`, which must not keep a copy.
  package func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    try storage.withSpan(body)
  }
}

extension SymmetricKey {
  /// A copy outside the protection of this class, for the few places that hand a data key out.
  package func copyBytes() -> [UInt8] {
    withBytes { span in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(span.count)
      for i in span.indices { bytes.append(span[i]) }
      return bytes
    }
  }
}
