extension RSA {
  /// The test that candidates for primes undergo, FIPS 186-5 §B.3.1, on any odd number of more than
  /// 64 bits, big-endian; another throws `incorrectParameterSize`.
  package static func isProbablePrime(
    _ number: [UInt8], rounds: Int, from generator: inout CTRDRBG
  ) throws(CipherError) -> Bool {
    let w = Natural(number, count: (number.count + 7) / 8)
    let bitWidth = w.bitWidth
    guard bitWidth > 64, w.bit(0) == 1 else { throw .incorrectParameterSize }
    return Montgomery(w, bitWidth: bitWidth).isProbablePrime(rounds: rounds, from: &generator)
  }
}
