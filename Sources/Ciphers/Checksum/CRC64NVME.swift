/// The 64-bit cyclic redundancy check of the NVM Express specification, called CRC-64/NVME.
///
/// For S3 checksums: it finds accidents, not attacks, and is no hash of secrets.
package struct CRC64NVME: CombinableChecksum {
  /// The length of the check in bytes.
  package static let byteCount = 8

  /// The polynomial AD93D23594C93659.
  private static let table = CyclicRedundancyCheck<UInt64>.Table(
    reflected: 0x9A6C_9329_AC4B_C9B5)

  /// The division so far.
  private var check: CyclicRedundancyCheck<UInt64>

  /// Starts an empty message.
  package init(with instructions: Instructions) {
    check = CyclicRedundancyCheck(CRC64NVME.table, with: instructions)
  }

  /// Adds to the message.
  package mutating func update(_ data: Span<UInt8>) {
    check.update(data)
  }

  /// The check of 8 bytes, big-endian.
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
