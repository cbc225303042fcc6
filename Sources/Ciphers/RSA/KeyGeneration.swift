// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 §A.1.

extension RSA.PrivateKey {
  /// A new key of 2048, 3072 or 4096 bits with e = 65537: random primes that are probably prime,
  /// FIPS 186-5 §A.1.3; another length throws `incorrectKeySize`.
  ///
  /// How many candidates are drawn and when each is refused is seen from outside: it depends on
  /// those that are thrown away, not on those that are kept, which pass every test in the same
  /// time.
  package convenience init(
    generating bitCount: Int, from generator: inout CTRDRBG
  ) throws(CipherError) {
    guard [2048, 3072, 4096].contains(bitCount) else { throw .incorrectKeySize }
    while true {
      let primes = try Primes.generate(nlen: bitCount, from: &generator)
      guard var numbers = primes.numbers() else { continue }
      defer { numbers.erase() }
      try self.init(numbers)
      return
    }
  }
}

/// Two primes for a key.
private struct Primes: ~Copyable {
  let p: Natural
  let q: Natural
  /// The number of bits of n.
  let nlen: Int

  /// e = 65537 = 2¹⁶ + 1.
  static let e: UInt64 = 65_537

  /// Steps 4 and 5: two random primes that are not near each other.
  ///
  /// After so many candidates as the standard says `incorrectParameterSize` is thrown, which a
  /// generator that works never comes to see.
  static func generate(
    nlen: Int, from generator: inout CTRDRBG
  ) throws(CipherError) -> Primes {
    let count = nlen / 128
    var candidates = Candidates(bitCount: nlen / 2)
    let p = try candidates.prime(limit: 5 * nlen, from: &generator) { _ in true }
    // |p − q| > 2^(nlen/2 − 100).
    var least = Natural(count: count)
    let place = nlen / 2 - 100
    least.limbs[place / 64] = 1 << UInt64(place % 64)
    let q = try candidates.prime(limit: 10 * nlen, from: &generator) { candidate in
      least.isLess(than: candidate.distance(from: p)) != 0
    }
    return Primes(p: p, q: q, nlen: nlen)
  }

  /// d and what RFC 8017 §3.2 adds to it, or nothing if d is not above 2^(nlen/2): §A.1.1.
  ///
  /// All numbers are secrets but for that answer; time depends on lengths only.
  borrowing func numbers() -> RSA.PrivateNumbers? {
    let (count, bytes) = (p.count, nlen / 16)
    let pLess1 = p.lessOne()
    let qLess1 = q.lessOne()
    let phi = pLess1.multiplied(by: qLess1)
    var rest = Natural(count: count)
    let lambda = phi.divided(by: pLess1.greatestCommonDivisor(with: qLess1), rest: &rest)
    let d = Self.inverseOfE(modulo: lambda)
    var least = Natural(count: 2 * count)
    least.limbs[count] = 1
    guard least.isLess(than: d) != 0 else { return nil }
    var t = Natural(count: 2 * count)
    let modulus = Montgomery(Natural(p, count: count), bitWidth: nlen / 2)
    // q⁻¹ = q^(p − 2) mod p.
    var exponent = p.lessOne()
    exponent.subtract(Natural(1, count: count))
    var qInv = modulus.power(modulus.residue(of: q, &t), exponent, bits: 0..<nlen / 2, &t)
    modulus.leave(&qInv, &t)
    return RSA.PrivateNumbers(
      n: p.multiplied(by: q).bytes(2 * bytes), e: [1, 0, 1], d: d.bytes(2 * bytes),
      p: p.bytes(bytes), q: q.bytes(bytes), dP: d.modulo(pLess1).bytes(bytes),
      dQ: d.modulo(qLess1).bytes(bytes), qInv: qInv.bytes(bytes))
  }

  /// e⁻¹ mod m, for m that e does not divide: the whole number (1 + m · k) / e, for k = −m⁻¹ mod e.
  private static func inverseOfE(modulo m: borrowing Natural) -> Natural {
    let e = Natural(Self.e, count: 1)
    let rest = m.modulo(e).limbs[0]
    // Fermat: rest⁻¹ = rest^(e − 2) mod e, and e − 2 = 65535 has 16 bits, all of them one.
    var inverse: UInt64 = 1
    for _ in 0..<16 { inverse = inverse * inverse % 65_537 * rest % 65_537 }
    var dividend = m.multiplied(by: Natural(65_537 - inverse, count: 1))
    dividend.add(Natural(1, count: dividend.count))
    var none = Natural(count: 1)
    return Natural(dividend.divided(by: e, rest: &none), count: m.count)
  }
}

/// Random odd numbers from √2 · 2^(bitCount − 1) on, of so many bits.
private struct Candidates: ~Copyable {
  let bitCount: Int

  /// The first candidate that is prime, that e does not divide less one, and that suits.
  mutating func prime(
    limit: Int, from generator: inout CTRDRBG, where suits: (borrowing Natural) -> Bool
  ) throws(CipherError) -> Natural {
    // Table B.1: an error of 2⁻¹¹² for 1024 bits, 2⁻¹²⁸ for 1536, and 2⁻¹⁴⁴ for 2048.
    let rounds = bitCount == 1024 ? 5 : 4
    for _ in 0..<limit {
      let candidate = next(from: &generator)
      guard suits(candidate), !SmallPrimes.all.divideOne(of: candidate),
        !candidate.lessOne().isMultiple(of: Primes.e)
      else { continue }
      let w = Montgomery(Natural(candidate, count: candidate.count), bitWidth: bitCount)
      guard w.isProbablePrimeToTwo(), w.isProbablePrime(rounds: rounds, from: &generator) else {
        continue
      }
      return candidate
    }
    throw .incorrectParameterSize
  }

  /// Steps 4.2 to 4.4: random bits, drawn again below √2 · 2^(bitCount − 1).
  ///
  /// The first and the last bit are set rather than waited for, which makes the same numbers, each
  /// as likely as the others.
  private func next(from generator: inout CTRDRBG) -> Natural {
    while true {
      var bytes = generator.generate(bitCount / 8)
      defer { erase(&bytes) }
      bytes[0] |= 0x80
      bytes[bytes.count - 1] |= 1
      let candidate = Natural(bytes, count: bitCount / 64)
      if candidate.limbs[candidate.count - 1] > Self.root { return candidate }
    }
  }

  /// The first 64 bits of √2, rounded down: what begins with them is drawn again too.
  private static let root: UInt64 = 0xB504_F333_F9DE_6484
}

extension Natural {
  /// |this − other|, of numbers of as many limbs.
  fileprivate func distance(from other: borrowing Natural) -> Natural {
    var result = Natural(self, count: count)
    var opposite = Natural(other, count: count)
    opposite.subtract(self)
    result.assign(opposite, ifMask: 0 &- result.subtract(other))
    return result
  }
}
