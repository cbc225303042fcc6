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

  @Test(arguments: [
    [], [0], [3], [UInt8](repeating: 0xFF, count: 8), [1] + [UInt8](repeating: 0, count: 8),
  ])
  func `Numbers that are even or of 64 bits and fewer are not tested`(number: [UInt8]) throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 4, count: 48))
    #expect(throws: CipherError.incorrectParameterSize) {
      try RSA.isProbablePrime(number, rounds: 1, from: &generator)
    }
  }
}
