/// Castagnoli's cyclic redundancy check, RFC 3720 §12.1 (iSCSI), called CRC-32C.
///
/// For S3 checksums: it finds accidents, not attacks, and is no hash of secrets.
package struct CRC32C: CombinableChecksum {
  /// The length of the check in bytes.
  package static let byteCount = 4

  /// The polynomial 1EDC6F41.
  private static let table = CyclicRedundancyCheck<UInt32>.Table(
    reflected: 0x82F6_3B78)

  /// The division so far.
  private var check: CyclicRedundancyCheck<UInt32>

  /// Starts an empty message.
  package init(with instructions: Instructions) {
    check = CyclicRedundancyCheck(CRC32C.table, with: instructions)
  }

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    check.update(data)
  }

  /// The check of 4 bytes, big-endian.
  package consuming func finalize() -> [UInt8] {
    check.finalize()
  }

  /// The check of a message that is two others, one behind the other.
  package static func combined(
    _ first: [UInt8], _ second: [UInt8], secondByteCount: Int
  ) -> [UInt8] {
    table.check(of: first, then: second, secondByteCount)
  }
}
