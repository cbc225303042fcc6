// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5.

/// ECDSA, FIPS 186-5 §6, and the Diffie–Hellman primitive of SP 800-56A on one curve: what
/// `ECPrivateKey` and `ECPublicKey` do, on bytes of the lengths that they have checked.
///
/// Constant-time in d, k and the shared secret; r and s are public as soon as they are made.
enum ECDSA<C: WeierstrassCurve> {
  /// A number modulo n.
  typealias Scalar = Residue<C.Order>

  /// The number of `byteCount` bytes if it is within 1...n − 1; nothing else is told.
  static func scalar(_ bytes: [UInt8]) -> Scalar? {
    guard let scalar = Scalar(C.Order.Words(bigEndian: bytes.span)), !scalar.isZero else {
      return nil
    }
    return scalar
  }

  /// The point 04 ‖ X ‖ Y, validated: SP 800-56Ar3 §5.6.2.3.3, whose last step every point passes
  /// that the others let through, as the group of the curve has prime order.
  static func point(_ bytes: [UInt8]) -> AffinePoint<C>? {
    let count = C.Field.byteCount
    guard bytes.count == 1 + 2 * count, bytes[0] == 4 else { return nil }
    let (X, Y) = (bytes.span.extracting(1...count), bytes.span.extracting((1 + count)...))
    guard let x = Residue<C.Field>(C.Field.Words(bigEndian: X)),
      let y = Residue<C.Field>(C.Field.Words(bigEndian: Y))
    else { return nil }
    let point = AffinePoint<C>(x: x, y: y)
    return point.isOnCurve ? point : nil
  }

  /// 04 ‖ X ‖ Y of d·G, SP 800-56Ar3 §5.6.1.2.
  static func publicKey(_ d: [UInt8]) -> [UInt8] {
    guard var scalar = scalar(d) else { return [] }
    defer { scalar.erase() }
    let Q = Point<C>.multiple(scalar).affine
    return [4] + Q.x.bigEndianBytes + Q.y.bigEndianBytes
  }

  /// The leftmost bits of a string, at most as many as n has: FIPS 186-5 §6.4.1, step 2, bits2int
  /// of RFC 6979 §2.3.2.
  ///
  /// It is not reduced modulo n. The string's length is public.
  static func leftmostBits(_ bytes: [UInt8]) -> C.Order.Words {
    let kept = min(bytes.count, C.Order.byteCount)
    let number = C.Order.Words(bigEndian: bytes.span.extracting(..<kept))
    guard 8 * kept > C.Order.bitCount else { return number }
    let excess = UInt64(8 * kept - C.Order.bitCount)
    var shifted = number
    for i in 0..<C.Order.Words.count {
      let above = i + 1 < C.Order.Words.count ? number[i + 1] : 0
      shifted[i] = number[i] &>> excess | above &<< (64 &- excess)
    }
    return shifted
  }

  /// r and s, FIPS 186-5 §6.4.1, with the k of RFC 6979 §3.2.
  static func sign(
    _ digest: [UInt8], with d: [UInt8], using hash: HashAlgorithm, entropy: [UInt8]
  ) -> (r: [UInt8], s: [UInt8]) {
    guard var secret = scalar(d) else { return ([], []) }
    defer { secret.erase() }
    let e = Scalar(reducing: leftmostBits(digest))
    var nonces = Nonces(d, e.bigEndianBytes, entropy, using: hash)
    defer { nonces.erase() }
    while true {
      var candidate = nonces.next(C.Order.byteCount)
      var number = leftmostBits(candidate)
      erase(&candidate)
      defer { number.erase() }
      guard var k = Scalar(number), !k.isZero else { continue }
      defer { k.erase() }
      let r = Scalar(reducing: Point<C>.multiple(k).affine.x.number)
      let s = k.inverse * (e + r * secret)
      if !r.isZero, !s.isZero { return (r.bigEndianBytes, s.bigEndianBytes) }
    }
  }

  /// Whether r and s are of a signature, FIPS 186-5 §6.4.2; r and s of any length.
  static func isValid(
    r: [UInt8], s: [UInt8], for digest: [UInt8], by Q: AffinePoint<C>
  ) -> Bool {
    guard let r = number(r), let s = number(s) else { return false }
    let e = Scalar(reducing: leftmostBits(digest))
    let w = s.inverse
    let R1 = Point<C>.multiple(e * w).adding(Point(Q).multiple(r * w))
    guard !R1.isIdentity else { return false }
    return Scalar(reducing: R1.affine.x.number) == r
  }

  /// A public number of any length within 1...n − 1.
  private static func number(_ bytes: [UInt8]) -> Scalar? {
    let bytes = Array(bytes.drop { $0 == 0 })
    return bytes.count <= C.Order.byteCount ? scalar(bytes) : nil
  }

  /// The x of d·Q, SP 800-56Ar3 §5.7.1.2; the cofactor is 1, and no multiple within 1...n − 1 of a
  /// point of prime order n is the identity, so that steps 2 and 3 pass.
  static func sharedSecret(_ d: [UInt8], _ Q: AffinePoint<C>) -> [UInt8] {
    guard var scalar = scalar(d) else { return [] }
    defer { scalar.erase() }
    return Point(Q).multiple(scalar).affine.x.bigEndianBytes
  }
}
