// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

extension RSA {
  /// A private key of two primes, RFC 8017 §3.2; its numbers are erased when the last owner lets
  /// go.
  package final class PrivateKey: Sendable {
    /// The key for everybody.
    package let publicKey: PublicKey
    /// The private exponent, which nothing is computed with: it is only handed out.
    private let d: Natural
    /// p and dP.
    private let first: Factor
    /// q and dQ.
    private let second: Factor
    /// q⁻¹ mod p.
    private let qInv: Natural
    /// What blinding is derived with.
    private let blindingKey: SymmetricKey

    /// Takes the numbers of a key, leading zeros allowed, if they are those of one.
    ///
    /// n and e are public, and so is whether the others fit them: p and q have half as many bits as
    /// n, and so on. Numbers that do not fit together throw `incorrectParameterSize`, and n and e
    /// by themselves what they do in `PublicKey`. Primality is tested as far as a key that is none
    /// does not undo what it does.
    package init(_ numbers: PrivateNumbers) throws(CipherError) {
      publicKey = try PublicKey(n: numbers.n, e: numbers.e)
      let fitting = try FittingNumbers(numbers, publicKey)
      let bitWidth = 4 * publicKey.byteCount
      var secret = fitting.p.bytes(bitWidth / 8) + fitting.q.bytes(bitWidth / 8)
      blindingKey = SymmetricKey(
        HashAlgorithm.sha384.authenticationCode(
          for: Array("RSA blinding".utf8), using: SymmetricKey(secret)))
      erase(&secret)
      d = fitting.d
      first = Factor(fitting.p, bitWidth: bitWidth, fitting.dP)
      second = Factor(fitting.q, bitWidth: bitWidth, fitting.dQ)
      qInv = fitting.qInv
      guard powered(Natural(2, count: publicKey.modulus.n.count)) != nil else {
        throw .incorrectParameterSize
      }
    }

    /// Copies of the numbers, each as long as n, p or q, for who writes the key down.
    package func numbers() -> PrivateNumbers {
      let (k, half) = (publicKey.byteCount, publicKey.byteCount / 2)
      return PrivateNumbers(
        n: publicKey.n, e: publicKey.e, d: d.bytes(k), p: first.p.m.bytes(half),
        q: second.p.m.bytes(half), dP: first.dP.bytes(half), dQ: second.dP.bytes(half),
        qInv: qInv.bytes(half))
    }
  }
}

extension RSA.PrivateKey {
  /// cᵈ mod n for c below n: RSADP and RSASP1 by the Chinese remainder theorem, RFC 8017 §5.1.2 and
  /// §5.2.1, step 2b.
  ///
  /// Nothing comes out if the public exponent does not lead back to c: one of the two halves may be
  /// wrong then, and would betray the factors (Boneh, DeMillo and Lipton, 1997).
  func powered(_ c: borrowing Natural) -> Natural? {
    let (p, q, count) = (first.p.count, second.p.count, publicKey.modulus.n.count)
    var blinding = blindingBytes(8 * (p + q), for: c)
    defer { erase(&blinding) }
    let e = publicKey.exponent
    var mP = first.power(of: c, blinding: Natural(blinding.prefix(8 * p), count: p), e: e)
    var mQ = second.power(of: c, blinding: Natural(blinding.suffix(8 * q), count: q), e: e)
    var t = first.p.workspace()
    // h = (m₁ − m₂) · qInv mod p, and m = m₂ + q · h.
    second.p.leave(&mQ, &t)
    let mQModP = first.p.residue(of: mQ, &t)
    first.p.subtract(&mP, mQModP)
    first.p.multiply(&mP, by: qInv, &t)
    var m = Natural(mP.multiplied(by: second.p.m), count: count)
    m.add(Natural(mQ, count: count))
    guard publicKey.raised(m).isEqual(c) != 0 else { return nil }
    return m
  }

  /// Bytes for blinding, which nobody without the private key can tell from random ones.
  ///
  /// They are those of a generator whose seed is a code of c under a key that only comes from p and
  /// q. So what is raised to the secret power is, for each c, a number that who chose c does not
  /// know and cannot steer; and who sends the same c again sees the very same work again, and
  /// learns no more from it than from having seen it once, more exactly.
  private func blindingBytes(_ count: Int, for c: borrowing Natural) -> [UInt8] {
    var seed = HashAlgorithm.sha384.authenticationCode(
      for: c.bytes(publicKey.byteCount), using: blindingKey)
    defer { erase(&seed) }
    guard var generator = try? CTRDRBG(entropy: seed) else {
      preconditionFailure("a code of 48 bytes is a seed")
    }
    return generator.generate(count)
  }
}
