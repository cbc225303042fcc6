extension RSA {
  /// The test that candidates for primes undergo, FIPS 186-5 §B.3.1, on any odd number of more than
  /// 64 bits, big-endian; another throws `incorrectParameterSize`.
  package static func isProbablePrime(
    _ number: [UInt8], rounds: Int, from generator: inout CTRDRBG
  ) throws(CipherError) -> Bool {
    try modulus(number).isProbablePrime(rounds: rounds, from: &generator)
  }

  /// The test before it, which every prime passes and few composites do, with base 2, on the same
  /// numbers.
  package static func isProbablePrimeToTwo(_ number: [UInt8]) throws(CipherError) -> Bool {
    try modulus(number).isProbablePrimeToTwo()
  }

  /// The test before that: whether an odd prime divides the number that is worth trying.
  package static func hasSmallFactor(_ number: [UInt8]) -> Bool {
    SmallPrimes.all.divideOne(of: Natural(number, count: (number.count + 7) / 8))
  }

  /// A number to be tested, made ready for powers.
  private static func modulus(_ number: [UInt8]) throws(CipherError) -> Montgomery {
    let w = Natural(number, count: (number.count + 7) / 8)
    let bitWidth = w.bitWidth
    guard bitWidth > 64, w.bit(0) == 1 else { throw .incorrectParameterSize }
    return Montgomery(w, bitWidth: bitWidth)
  }
}
