/// A hash function of FIPS 180-4 or RFC 1321, fed piece by piece; the shape of swift-crypto's
/// protocol.
///
/// All of them take time that depends on the message's length only.
package protocol HashFunction: Checksum {
  /// The length of a block, B of FIPS 198-1, in bytes.
  static var blockByteCount: Int { get }
  /// The length of a digest, L of FIPS 198-1, in bytes.
  static var byteCount: Int { get }

  /// Starts with the initial hash value H⁽⁰⁾, FIPS 180-4 §5.3.
  init(with instructions: Instructions)
  /// Pads the message and computes its digest, FIPS 180-4 §5.1 and §6.
  consuming func finalize() -> [UInt8]
}

extension HashFunction {
  /// The digest of a whole message, FIPS 180-4 §6.
  package static func hash(
    _ data: [UInt8], with instructions: Instructions = .chosen
  ) -> [UInt8] {
    checksum(of: data, with: instructions)
  }
}
