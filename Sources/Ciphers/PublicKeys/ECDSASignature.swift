/// An ECDSA signature as the SEQUENCE of two numbers that is sent, RFC 3279 §2.2.3.
package struct ECDSASignature: Sendable, Equatable {
  /// r, big-endian.
  package let r: [UInt8]
  /// s, big-endian.
  package let s: [UInt8]

  /// Makes one of its numbers.
  package init(r: [UInt8], s: [UInt8]) {
    self.r = r
    self.s = s
  }

  /// Reads one in DER.
  package init(der bytes: [UInt8]) throws(CipherError) {
    var outer = DERReader(bytes[...])
    var reader = try outer.constructed()
    try outer.requireEnd()
    (r, s) = (try reader.unsignedInteger(), try reader.unsignedInteger())
    try reader.requireEnd()
  }

  /// The signature in DER.
  package var der: [UInt8] {
    DERWriter.sequence(DERWriter.unsignedInteger(r), DERWriter.unsignedInteger(s))
  }
}
