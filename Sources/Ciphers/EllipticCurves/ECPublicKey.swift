// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5.

/// A point that verifies signatures and agrees on secrets, FIPS 186-5 §6.2; nothing of it is
/// secret.
package struct ECPublicKey: Equatable, Sendable {
  /// The curve that the point lies on.
  package let curve: EllipticCurve
  /// The point, uncompressed: 04 ‖ X ‖ Y, SEC 1 §2.3.3.
  package let bytes: [UInt8]

  /// Validates an uncompressed point fully, SP 800-56Ar3 §5.6.2.3.3.
  ///
  /// Throws `incorrectKeySize` for another length than 1 + 2·`byteCount`, and `invalidParameter`
  /// for another first byte than 4, a coordinate of p or more, and a point that is not on the
  /// curve.
  package init(_ point: [UInt8], on curve: EllipticCurve) throws(CipherError) {
    guard point.count == 1 + 2 * curve.byteCount else { throw .incorrectKeySize }
    let isPoint =
      switch curve {
      case .p256: ECDSA<P256>.point(point) != nil
      case .p384: ECDSA<P384>.point(point) != nil
      case .p521: ECDSA<P521>.point(point) != nil
      case .secp256k1: ECDSA<Secp256k1>.point(point) != nil
      }
    guard isPoint else { throw .invalidParameter }
    (self.curve, bytes) = (curve, point)
  }

  /// A point that was computed from a private key.
  init(computed point: [UInt8], on curve: EllipticCurve) { (self.curve, bytes) = (curve, point) }

  /// Whether r and s, big-endian and of any length, sign a digest: FIPS 186-5 §6.4.2.
  ///
  /// A number outside 1...n − 1 is no signature's; of a digest longer than n the leftmost bits
  /// count.
  package func isValid(r: [UInt8], s: [UInt8], for digest: [UInt8]) -> Bool {
    switch curve {
    case .p256: Self.isValid(r, s, digest, bytes, on: P256.self)
    case .p384: Self.isValid(r, s, digest, bytes, on: P384.self)
    case .p521: Self.isValid(r, s, digest, bytes, on: P521.self)
    case .secp256k1: Self.isValid(r, s, digest, bytes, on: Secp256k1.self)
    }
  }

  private static func isValid<C: WeierstrassCurve>(
    _ r: [UInt8], _ s: [UInt8], _ digest: [UInt8], _ point: [UInt8], on curve: C.Type
  ) -> Bool {
    guard let Q = ECDSA<C>.point(point) else { return false }
    return ECDSA.isValid(r: r, s: s, for: digest, by: Q)
  }
}
