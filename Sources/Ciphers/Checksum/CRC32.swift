/// The cyclic redundancy check of zip, Ethernet and ISO/IEC 3309, called CRC-32/ISO-HDLC.
///
/// For S3 checksums: it finds accidents, not attacks, and is no hash of secrets.
package struct CRC32: CombinableChecksum {
  /// The length of the check in bytes.
  package static let byteCount = 4

  /// The polynomial 04C11DB7.
  private static let table = CyclicRedundancyCheck<UInt32>.Table(
    reflected: 0xEDB8_8320)

  /// The division so far.
  private var check: CyclicRedundancyCheck<UInt32>

  /// Starts an empty message.
  package init(with instructions: Instructions) {
    check = CyclicRedundancyCheck(CRC32.table, with: instructions)
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
