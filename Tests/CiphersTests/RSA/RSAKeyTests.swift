import Ciphers
import Testing

@Suite struct RSAKeyTests {
  @Test func `A key is made of the same numbers from the same random bytes`() throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 8, count: 48))
    let again = try RSA.PrivateKey(generating: 2048, from: &generator)
    #expect(try again.numbers() == RSATestKeys.key2048.get().numbers())
    let other = try RSA.PrivateKey(generating: 2048, from: &generator)
    #expect(again.publicKey != other.publicKey)
  }

  @Test func `FIPS 186-5: primes are from √2 · 2^(k − 1) on, and apart`() throws {
    for key in try RSATestKeys.all() {
      let numbers = key.numbers()
      #expect(numbers.e == [1, 0, 1])
      #expect(numbers.n[0] >= 0x80)
      for prime in [numbers.p, numbers.q] {
        #expect(prime.count * 2 == numbers.n.count)
        #expect(!prime.lexicographicallyPrecedes([0xB5, 0x04, 0xF3, 0x33, 0xF9, 0xDE, 0x64, 0x84]))
      }
      #expect(numbers.p.prefix(12) != numbers.q.prefix(12))
      #expect(numbers.d.prefix(numbers.d.count / 2).contains { $0 != 0 })
    }
  }

  @Test(arguments: [0, 1024, 2047, 2056, 8192, -1])
  func `Lengths that are none of KMS's are not generated`(bitCount: Int) throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 8, count: 48))
    #expect(throws: CipherError.incorrectKeySize) {
      try RSA.PrivateKey(generating: bitCount, from: &generator)
    }
  }

  @Test func `Numbers are taken with leading zeros, and handed out without`() throws {
    let key = try RSATestKeys.key2048.get()
    var numbers = key.numbers()
    numbers.n.insert(0, at: 0)
    numbers.e.insert(contentsOf: [0, 0], at: 0)
    numbers.d.insert(0, at: 0)
    numbers.p.insert(contentsOf: [0, 0, 0], at: 0)
    numbers.qInv.insert(0, at: 0)
    let again = try RSA.PrivateKey(numbers)
    #expect(again.numbers() == key.numbers())
    #expect(again.publicKey == key.publicKey)
  }

  @Test(
    arguments: [
      \RSA.PrivateNumbers.d, \.p, \.q, \.dP, \.dQ, \.qInv,
    ] as [any WritableKeyPath<RSA.PrivateNumbers, [UInt8]> & Sendable])
  func `A key with a number that does not fit is refused`(
    path: any WritableKeyPath<RSA.PrivateNumbers, [UInt8]> & Sendable
  ) throws {
    let genuine = try RSATestKeys.key2048.get().numbers()
    let number = genuine[keyPath: path]
    let changes: [[UInt8]] = [
      number.dropLast() + [number[number.count - 1] ^ 2], [number[0] ^ 0x40] + number.dropFirst(),
      [1] + number, Array(number.dropLast()), number + [0], [], [0], [1],
      [UInt8](repeating: 0xFF, count: number.count),
    ]
    for change in changes {
      var numbers = genuine
      numbers[keyPath: path] = change
      #expect(throws: CipherError.incorrectParameterSize) { try RSA.PrivateKey(numbers) }
    }
  }

  @Test func `Keys whose numbers are those of two keys, or in another order, are refused`() throws {
    let (a, b) = (
      try RSATestKeys.key2048.get().numbers(),
      try RSA.PrivateKey(vectors("rsa-pss.txt")[0].privateNumbers()).numbers()
    )
    var mixed = a
    mixed.n = b.n
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.PrivateKey(mixed) }
    var swapped = a
    (swapped.p, swapped.q) = (a.q, a.p)
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.PrivateKey(swapped) }
    var other = a
    other.e = [3]
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.PrivateKey(other) }
    // n · 1.
    var trivial = a
    (trivial.p, trivial.q) = (a.n, [1])
    #expect(throws: CipherError.incorrectParameterSize) { try RSA.PrivateKey(trivial) }
  }

  @Test func `Public keys of other lengths, or with numbers that are even, are refused`() throws {
    let n = try RSATestKeys.key2048.get().publicKey.n
    let wrongModuli: [[UInt8]] = [
      [], [0], [1], Array(n.dropFirst()), [0x7F] + n.dropFirst(), [1] + n,
      n.dropLast() + [n[255] & 0xFE], [UInt8](repeating: 0xFF, count: 513),
    ]
    for wrong in wrongModuli {
      #expect(throws: CipherError.incorrectKeySize) {
        try RSA.PublicKey(n: wrong, e: [1, 0, 1])
      }
    }
    for wrong in [[], [0], [1], [0, 1], [2], [1, 0, 0], [1, 0, 0, 0, 1]] as [[UInt8]] {
      #expect(throws: CipherError.incorrectParameterSize) { try RSA.PublicKey(n: n, e: wrong) }
    }
    for right in [[3], [17], [0, 1, 0, 1], [255, 255, 255, 255]] as [[UInt8]] {
      #expect(throws: Never.self) { try RSA.PublicKey(n: n, e: right) }
    }
  }
}
