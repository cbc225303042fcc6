import Ciphers
import Testing

@Suite struct HashTests {
  @Test(arguments: Instructions.all, try vectors("sha2-fips180.txt"))
  func `FIPS 180: the four SHA-2 functions, up to a million letters`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let count = Int(vector.fields["Repeat"] ?? "1") ?? 0
    let unit = try vector.bytes("Msg")
    let message = (0..<count).flatMap { _ in unit }
    #expect(try SHA224.hash(message, with: instructions) == vector.bytes("SHA-224"))
    #expect(try SHA256.hash(message, with: instructions) == vector.bytes("SHA-256"))
    #expect(try SHA384.hash(message, with: instructions) == vector.bytes("SHA-384"))
    #expect(try SHA512.hash(message, with: instructions) == vector.bytes("SHA-512"))
  }

  @Test(arguments: Instructions.all, try vectors("hmac-rfc4231.txt"))
  func `RFC 4231: HMAC with the four SHA-2 functions`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    try compare(HMAC<SHA224>.self, "SHA-224", vector, instructions)
    try compare(HMAC<SHA256>.self, "SHA-256", vector, instructions)
    try compare(HMAC<SHA384>.self, "SHA-384", vector, instructions)
    try compare(HMAC<SHA512>.self, "SHA-512", vector, instructions)
  }

  /// Compares as many bytes as the vector has.
  private func compare<H>(
    _: HMAC<H>.Type, _ field: String, _ vector: VectorRecord, _ instructions: Instructions
  ) throws {
    let expected = try vector.bytes(field)
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let code = try HMAC<H>.authenticationCode(for: vector.bytes("Msg"), using: key)
    #expect(Array(code.prefix(expected.count)) == expected, "\(vector.testDescription) \(field)")
  }

  @Test func `HMAC fed in pieces gives the code of the whole`() {
    let key = SymmetricKey([1, 2, 3])
    var hmac = HMAC<SHA256>(key: key)
    hmac.update([4, 5])
    hmac.update([])
    hmac.update([6])
    #expect(hmac.finalize() == HMAC<SHA256>.authenticationCode(for: [4, 5, 6], using: key))
  }

  @Test func `A copy of a hash in progress goes on by itself`() {
    var first = SHA256()
    first.update([1, 2, 3])
    var second = first
    second.update([4])
    #expect(first.finalize() == SHA256.hash([1, 2, 3]))
    #expect(second.finalize() == SHA256.hash([1, 2, 3, 4]))
  }

  @Test func `The table of SHA-256 is the cube roots of the first 64 primes`() {
    // The first 32 bits of the fraction: the largest r with r³ ≤ p·2⁹⁶, modulo 2³².
    for (i, prime) in primes(64).enumerated() {
      let (k, p) = (UInt128(SHA256.roundConstants[i]), UInt128(prime))
      let r = UInt128(wholeCubeRoot(prime)) << 32 | k
      #expect(r * r * r <= p << 96 && (r + 1) * (r + 1) * (r + 1) > p << 96, "K\(i)")
    }
  }

  @Test func `The table of SHA-512 is the cube roots of the first 80 primes`() {
    // The first 64 bits of the fraction: the largest r with r³ ≤ p·2¹⁹², modulo 2⁶⁴.
    for (i, prime) in primes(80).enumerated() {
      let r = UInt128(wholeCubeRoot(prime)) << 64 | UInt128(SHA512.roundConstants[i])
      #expect(cube(r) < prime && cube(r + 1) >= prime, "K\(i)")
    }
  }

  /// r³ divided by 2¹⁹², without the fraction; no prime is a cube, so that it is less than p.
  private func cube(_ r: UInt128) -> Int {
    let square = r.multipliedFullWidth(by: r)
    let low = UInt128(square.low).multipliedFullWidth(by: r)
    let high = (square.high &* r) &+ low.high
    return Int(high >> 64)
  }

  @Test func `A code is valid for its own message only, and not when it is cut`() {
    let (key, message) = (SymmetricKey([1, 2, 3]), [UInt8](0..<100))
    let code = HMAC<SHA384>.authenticationCode(for: message, using: key)
    func isValid(_ code: [UInt8], _ message: [UInt8]) -> Bool {
      HMAC<SHA384>.isValidAuthenticationCode(code, authenticating: message, using: key)
    }
    #expect(isValid(code, message))
    #expect(!isValid(code, message.dropLast()) && !isValid(code.dropLast(), message))
    #expect(!isValid([], message))
    for bit in 0..<code.count * 8 {
      var changed = code
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!isValid(changed, message))
    }
  }

  /// ⌊∛p⌋.
  private func wholeCubeRoot(_ p: Int) -> Int {
    (1...8).last { $0 * $0 * $0 <= p } ?? 0
  }

  /// The first primes.
  private func primes(_ count: Int) -> [Int] {
    var found: [Int] = []
    var n = 2
    while found.count < count {
      if found.allSatisfy({ n % $0 != 0 }) { found.append(n) }
      n += 1
    }
    return found
  }
}
