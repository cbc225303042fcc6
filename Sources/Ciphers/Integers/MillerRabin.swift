// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 §B.3.1.

extension Montgomery {
  /// Whether 2^((w − 1)/2) is 1 or −1 modulo w, the modulus, as it is for every prime (Euler).
  ///
  /// Of random composites hardly one passes: this refuses them for less than a round of
  /// Miller–Rabin, as doubling is all that this base has to be multiplied by. It takes time that
  /// depends on the length only.
  func isProbablePrimeToTwo() -> Bool {
    let exponent = m.lessOne()
    var t = workspace()
    var z = Natural(R, count: count)
    for i in (1..<bitWidth).reversed() {
      square(&z, &t)
      double(&z, ifOne: exponent.bit(i), &t)
    }
    return z.isEqual(R) | z.isEqual(minusOne()) != 0
  }

  /// What represents −1.
  private func minusOne() -> Natural {
    var result = Natural(m, count: count)
    result.subtract(R)
    return result
  }

  /// How many of the last bits of w − 1 are looked at one by one: 2³² dividing it is not provided
  /// for, and such a prime, one in two thousand millions, is taken for composite.
  private static var tail: Int { 32 }

  /// The Miller–Rabin test of the modulus, FIPS 186-5 §B.3.1: whether it is a probable prime.
  ///
  /// That it is not is told after the first round that shows it. A prime is tested in time that
  /// depends on its length only; a base that is drawn again tells nothing, as it is not used.
  func isProbablePrime(rounds: Int, from generator: inout CTRDRBG) -> Bool {
    var t = workspace()
    let minusOne = minusOne()
    for _ in 0..<rounds {
      var b = base(from: &generator)
      enter(&b, &t)
      if witnesses(b, minusOne, &t) != 0 { return false }
    }
    return true
  }

  /// Steps 4.1 and 4.2: a random number from 2 to w − 2.
  private func base(from generator: inout CTRDRBG) -> Natural {
    let last = m.lessOne()
    let two = Natural(2, count: count)
    while true {
      var bytes = generator.generate((bitWidth + 7) / 8)
      if bitWidth % 8 > 0 { bytes[0] &= 1 << UInt8(bitWidth % 8) - 1 }
      let b = Natural(bytes, count: count)
      erase(&bytes)
      if b.isLess(than: last) & ~b.isLess(than: two) != 0 { return b }
    }
  }

  /// Mask: whether the represented b shows that w is composite, steps 4.3 to 4.6.
  ///
  /// The powers with exponents m, 2m, 4m, … (w − 1)/2 of the standard are what square-and-multiply
  /// has at hand, one after the other, when it comes to the zeros that w − 1 ends in.
  private func witnesses(
    _ b: borrowing Natural, _ minusOne: borrowing Natural, _ t: inout Natural
  ) -> UInt64 {
    let exponent = m.lessOne()
    var z = power(b, exponent, bits: Self.tail..<bitWidth, &t)
    var factor = Natural(count: count)
    var isPassed: UInt64 = 0
    for j in (1..<Self.tail).reversed() {
      let bit = 0 &- exponent.bit(j)
      square(&z, &t)
      factor.assign(R)
      factor.assign(b, ifMask: bit)
      multiply(&z, by: factor, &t)
      let isInZeros = Natural.isZero(exponent.bits(0, width: j))
      isPassed |= isInZeros & (z.isEqual(minusOne) | bit & z.isEqual(R))
    }
    return ~isPassed
  }
}
