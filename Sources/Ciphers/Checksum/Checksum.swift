/// A short summary of a message, fed piece by piece: what S3 calls a checksum.
///
/// Every hash function is one. A checksum alone promises only that accidents show: whoever changes
/// a message can change its checksum to match, and a cyclic redundancy check hides no secret.
package protocol Checksum: Sendable {
  /// The length of the result in bytes.
  static var byteCount: Int { get }

  /// Starts an empty message.
  init(with instructions: Instructions)
  /// Adds to the message.
  mutating func update(_ data: Span<UInt8>)
  /// Ends the message and returns its checksum, most significant byte first.
  consuming func finalize() -> [UInt8]
}

/// A checksum of which that of a message follows from those of its parts.
package protocol CombinableChecksum: Checksum {
  /// The checksum of a message that is two others, one behind the other, of their checksums and the
  /// length of the second.
  static func combined(_ first: [UInt8], _ second: [UInt8], secondByteCount: Int) -> [UInt8]
}

extension Checksum {
  /// Starts an empty message.
  package init() {
    self.init(with: .chosen)
  }

  /// Adds to the message.
  package mutating func update(_ data: [UInt8]) {
    update(data.span)
  }

  /// Adds to the message, without a copy.
  package mutating func update(_ data: ArraySlice<UInt8>) {
    update(data.span)
  }

  /// The checksum of a whole message.
  package static func checksum(
    of data: [UInt8], with instructions: Instructions = .chosen
  ) -> [UInt8] {
    var checksum = Self(with: instructions)
    checksum.update(data)
    return checksum.finalize()
  }
}
