// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5.

/// A number d within 1...n − 1 that signs and agrees on secrets, FIPS 186-5 §6.2; constant-time.
///
/// It is erased when the last owner lets go.
package struct ECPrivateKey: Sendable {
  /// The curve whose n it is below.
  package let curve: EllipticCurve
  /// d, in `byteCount` big-endian bytes.
  private let d: SymmetricKey
  /// d·G, SP 800-56Ar3 §5.6.1.2: a multiplication, done once for all who ask.
  package let publicKey: ECPublicKey

  /// Draws a key, FIPS 186-5 §A.2.2, rejection: `byteCount` bytes for each candidate c, of which
  /// P-521 drops the 7 highest bits, until c is at most n − 2; d is c + 1.
  package init(generating curve: EllipticCurve, from generator: inout CTRDRBG) {
    let d =
      switch curve {
      case .p256: Self.generate(on: P256.self, from: &generator)
      case .p384: Self.generate(on: P384.self, from: &generator)
      case .p521: Self.generate(on: P521.self, from: &generator)
      case .secp256k1: Self.generate(on: Secp256k1.self, from: &generator)
      }
    self.init(inRange: d, on: curve)
  }

  /// The key of d, big-endian.
  ///
  /// Throws `incorrectKeySize` for another length than `byteCount`, and `invalidParameter` for 0
  /// and for n or more.
  package init(_ d: [UInt8], on curve: EllipticCurve) throws(CipherError) {
    guard d.count == curve.byteCount else { throw .incorrectKeySize }
    let isInRange =
      switch curve {
      case .p256: ECDSA<P256>.scalar(d) != nil
      case .p384: ECDSA<P384>.scalar(d) != nil
      case .p521: ECDSA<P521>.scalar(d) != nil
      case .secp256k1: ECDSA<Secp256k1>.scalar(d) != nil
      }
    guard isInRange else { throw .invalidParameter }
    self.init(inRange: SymmetricKey(d), on: curve)
  }

  /// The key of a d that is known to be within 1...n − 1.
  private init(inRange d: SymmetricKey, on curve: EllipticCurve) {
    self.curve = curve
    self.d = d
    let point = Self.withBytes(of: d) { d in
      switch curve {
      case .p256: ECDSA<P256>.publicKey(d)
      case .p384: ECDSA<P384>.publicKey(d)
      case .p521: ECDSA<P521>.publicKey(d)
      case .secp256k1: ECDSA<Secp256k1>.publicKey(d)
      }
    }
    publicKey = ECPublicKey(computed: point, on: curve)
  }

  /// A copy of d outside the protection of this type, `byteCount` big-endian bytes.
  package func copyBytes() -> [UInt8] { d.copyBytes() }

  /// r and s, `byteCount` bytes each, for a digest of any length: FIPS 186-5 §6.4.1.
  ///
  /// k is that of RFC 6979 §3.2 with HMAC from `hash`; entropy that is not empty is the additional
  /// data of §3.6, and makes every signature another. s may be above n/2.
  package func sign(
    _ digest: [UInt8], using hash: HashAlgorithm, entropy: [UInt8]
  ) -> (r: [UInt8], s: [UInt8]) {
    Self.withBytes(of: d) { d in
      switch curve {
      case .p256: ECDSA<P256>.sign(digest, with: d, using: hash, entropy: entropy)
      case .p384: ECDSA<P384>.sign(digest, with: d, using: hash, entropy: entropy)
      case .p521: ECDSA<P521>.sign(digest, with: d, using: hash, entropy: entropy)
      case .secp256k1: ECDSA<Secp256k1>.sign(digest, with: d, using: hash, entropy: entropy)
      }
    }
  }

  /// The x of d·Q, `byteCount` bytes: SP 800-56Ar3 §5.7.1.2, the primitive of ECDH.
  ///
  /// Throws `invalidParameter` for a key of another curve.
  package func sharedSecret(with other: ECPublicKey) throws(CipherError) -> [UInt8] {
    guard other.curve == curve else { throw .invalidParameter }
    return Self.withBytes(of: d) { d in
      switch curve {
      case .p256: Self.sharedSecret(d, other, on: P256.self)
      case .p384: Self.sharedSecret(d, other, on: P384.self)
      case .p521: Self.sharedSecret(d, other, on: P521.self)
      case .secp256k1: Self.sharedSecret(d, other, on: Secp256k1.self)
      }
    }
  }
}

extension ECPrivateKey {
  /// Lends the bytes of d, and erases the copy afterwards.
  private static func withBytes<R>(of d: SymmetricKey, _ body: ([UInt8]) -> R) -> R {
    var bytes = d.copyBytes()
    defer { erase(&bytes) }
    return body(bytes)
  }

  private static func sharedSecret<C: WeierstrassCurve>(
    _ d: [UInt8], _ other: ECPublicKey, on curve: C.Type
  ) -> [UInt8] {
    guard let Q = ECDSA<C>.point(other.bytes) else { return [] }
    return ECDSA.sharedSecret(d, Q)
  }

  private static func generate<C: WeierstrassCurve>(
    on curve: C.Type, from generator: inout CTRDRBG
  ) -> SymmetricKey {
    let excess = UInt8(8 * C.Order.byteCount - C.Order.bitCount)
    var one = C.Order.Words()
    one[0] = 1
    let last = C.Order.m.subtracting(one).0
    while true {
      var bytes = generator.generate(C.Order.byteCount)
      bytes[0] &= 0xFF >> excess
      var c = C.Order.Words(bigEndian: bytes.span)
      erase(&bytes)
      defer { c.erase() }
      // Whether c is refused is public: what is drawn next does not depend on it.
      if c.isBelow(last) == 1 {
        return SymmetricKey(c.adding(one).0.bigEndianBytes(C.Order.byteCount))
      }
    }
  }
}
