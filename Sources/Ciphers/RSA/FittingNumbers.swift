// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

/// The secret numbers of a private key which fit together, and the public key.
struct FittingNumbers: ~Copyable {
  /// The private exponent, of as many limbs as n.
  let d: Natural
  /// The first prime; it and the others have half as many bytes as n.
  let p: Natural
  /// The second prime.
  let q: Natural
  /// e⁻¹ mod p − 1.
  let dP: Natural
  /// e⁻¹ mod q − 1.
  let dQ: Natural
  /// q⁻¹ mod p.
  let qInv: Natural

  /// Takes as many bytes of the numbers as n or its primes have.
  init(_ numbers: RSA.PrivateNumbers, _ publicKey: RSA.PublicKey) throws(CipherError) {
    let half = publicKey.byteCount / 2
    let isFitting =
      publicKey.byteCount % 2 == 0 && Self.fits(numbers.d, 2 * half)
      && [numbers.p, numbers.q, numbers.dP, numbers.dQ, numbers.qInv].allSatisfy {
        Self.fits($0, half)
      }
    // A multiple of four limbs, as Montgomery's multiplication has them.
    let count = (half + 31) / 32 * 4
    d = Natural(numbers.d, count: publicKey.modulus.n.count)
    p = Natural(numbers.p, count: count)
    q = Natural(numbers.q, count: count)
    dP = Natural(numbers.dP, count: count)
    dQ = Natural(numbers.dQ, count: count)
    qInv = Natural(numbers.qInv, count: count)
    guard isFitting, isKey(of: publicKey) else { throw .incorrectParameterSize }
  }

  /// Whether nothing but zeros is before the last bytes.
  private static func fits(_ bytes: [UInt8], _ byteCount: Int) -> Bool {
    bytes.dropLast(byteCount).reduce(0, |) == 0
  }

  /// The equations of RFC 8017 §3.2; time depends on lengths only, and on which does not hold.
  private borrowing func isKey(of publicKey: RSA.PublicKey) -> Bool {
    let last = 4 * publicKey.byteCount - 1
    guard p.bit(last) & q.bit(last) & p.bit(0) & q.bit(0) == 1,
      Natural(p.multiplied(by: q), count: d.count).isEqual(publicKey.modulus.n.m) != 0,
      d.isLess(than: publicKey.modulus.n.m) != 0,
      qInv.isLess(than: p) & qInv.multiplied(by: q).modulo(p).isOne != 0
    else { return false }
    let e = Natural(publicKey.exponent, count: 1)
    return Self.isInverse(dP, of: e, for: p) && Self.isInverse(dQ, of: e, for: q)
      && d.multiplied(by: e).modulo(p.lessOne()).isOne != 0
      && d.multiplied(by: e).modulo(q.lessOne()).isOne != 0
  }

  /// Whether dP < p − 1 and e · dP mod p − 1 = 1.
  private static func isInverse(
    _ dP: borrowing Natural, of e: borrowing Natural, for p: borrowing Natural
  ) -> Bool {
    let pLess1 = p.lessOne()
    return dP.isLess(than: pLess1) & dP.multiplied(by: e).modulo(pLess1).isOne != 0
  }
}

extension Natural {
  /// Mask: whether this is 1.
  fileprivate var isOne: UInt64 { isEqual(Natural(1, count: count)) }
}
