import Ciphers
import Testing

@Suite struct RSAPrimalityTests {
  @Test(arguments: try vectors("primes.txt"))
  func `Primes pass, and composites of every kind do not`(vector: VectorRecord) throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 4, count: 48))
    let number = try vector.bytes("Number")
    let isPrime = try vector.text("Result") == "P"
    // A composite passes one round with a chance of one in four at most, and these far less.
    let rounds = 16
    #expect(
      try RSA.isProbablePrime(number, rounds: rounds, from: &generator) == isPrime,
      "\(vector.testDescription)")
  }

  @Test(arguments: try vectors("primes.txt"))
  func `Base 2 passes every prime, and few composites`(vector: VectorRecord) throws {
    let isPrime = try vector.text("Result") == "P"
    // Modulo these, 2 has an order that divides (w − 1)/2, or w − 1.
    let lies = [
      "a Carmichael number", "2^523 - 1", "the Fermat number F7", "the Fermat number F8",
    ]
    #expect(
      try RSA.isProbablePrimeToTwo(vector.bytes("Number"))
        == (isPrime || lies.contains(vector.text("Name"))),
      "\(vector.testDescription)")
  }

  @Test func `Each small prime is found in a multiple of a large prime, and no other is`() throws {
    let large = try RSATestKeys.key3072.get().numbers().p
    #expect(!RSA.hasSmallFactor(large))
    // With 25 limbs, primes below 128 · 25² are tried.
    for small in Self.oddPrimes(below: 80_000) {
      #expect(RSA.hasSmallFactor(Self.product(large, small)), "\(small)")
    }
    #expect(!RSA.hasSmallFactor(Self.product(large, 131_101)))
    #expect(!RSA.hasSmallFactor([1]))
    #expect(RSA.hasSmallFactor([3]))
  }

  /// The big-endian product with a small number.
  private static func product(_ number: [UInt8], _ factor: UInt64) -> [UInt8] {
    var carry: UInt64 = 0
    var digits: [UInt8] = []
    for byte in number.reversed() + [0, 0, 0] {
      carry += UInt64(byte) * factor
      digits.append(UInt8(truncatingIfNeeded: carry))
      carry >>= 8
    }
    return digits.reversed()
  }

  /// The odd primes below a bound, by trial division.
  private static func oddPrimes(below bound: UInt64) -> [UInt64] {
    var primes: [UInt64] = []
    for number in stride(from: 3, to: bound, by: 2)
    where primes.prefix(while: { $0 * $0 <= number }).allSatisfy({ number % $0 > 0 }) {
      primes.append(number)
    }
    return primes
  }

  @Test(arguments: [
    [], [0], [3], [UInt8](repeating: 0xFF, count: 8), [1] + [UInt8](repeating: 0, count: 8),
  ])
  func `Numbers that are even or of 64 bits and fewer are not tested`(number: [UInt8]) throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 4, count: 48))
    #expect(throws: CipherError.incorrectParameterSize) {
      try RSA.isProbablePrime(number, rounds: 1, from: &generator)
    }
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.isProbablePrimeToTwo(number) }
  }
}
