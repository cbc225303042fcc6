// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017, those of p said for q too.

/// A prime of a private key, and raising to the power of its private exponent.
struct Factor: ~Copyable, Sendable {
  /// The prime.
  let p: Montgomery
  /// e⁻¹ mod p − 1.
  let dP: Natural
  /// p − 1 − dP.
  private let negated: Natural

  /// An odd number of so many bits, and an exponent below p − 1 of as many limbs.
  init(_ p: consuming Natural, bitWidth: Int, _ dP: consuming Natural) {
    self.p = Montgomery(p, bitWidth: bitWidth)
    self.dP = Natural(dP, count: self.p.count)
    var negated = self.p.m.lessOne()
    negated.subtract(self.dP)
    self.negated = negated
  }

  /// c^dP mod p, represented, for c below p · R, blinded by r below R: the secret exponent meets
  /// only c · rᵉ, which nobody can choose or know who does not know r.
  ///
  /// No inverse of r is computed. With m for the result, and so c = mᵉ, and with x = c · rᵉ:
  /// x^(p − 1 − dP) = (m · r)⁻¹, as x^(p − 1) = 1; times r that is m⁻¹; and (m⁻¹)^(e − 1) · mᵉ = m.
  /// For c = 0 every product is zero, which is right. For r = 0 the result is wrong, once in 2¹⁰²⁴.
  func power(of c: borrowing Natural, blinding r: consuming Natural, e: UInt64) -> Natural {
    var t = p.workspace()
    let c = p.residue(of: c, &t)
    p.enter(&r, &t)
    var x = p.power(r, public: e, &t)
    p.multiply(&x, by: c, &t)
    x = p.power(x, negated, bits: 0..<p.bitWidth, &t)
    p.multiply(&x, by: r, &t)
    x = p.power(x, public: e - 1, &t)
    p.multiply(&x, by: c, &t)
    return x
  }
}
