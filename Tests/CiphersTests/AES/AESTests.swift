import Ciphers
import Testing

@Suite struct AESTests {
  @Test(arguments: Instructions.all, try vectors("aes-fips197.txt"))
  func `FIPS 197, appendices B and C: one block of each key size`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let ciphertext = try AES.encrypt(block: vector.bytes("Plaintext"), using: key)
    #expect(try ciphertext == vector.bytes("Ciphertext"))
    #expect(try AES.decrypt(block: ciphertext, using: key) == vector.bytes("Plaintext"))
  }

  @Test(arguments: Instructions.all, try vectors("aes-ctr-sp800-38a.txt"))
  func `SP 800-38A, appendix F5: counter mode encrypts and decrypts`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let (plaintext, ciphertext) = (try vector.bytes("Plaintext"), try vector.bytes("Ciphertext"))
    let counter = try vector.bytes("Counter")
    #expect(try AES.CTR.apply(to: plaintext, using: key, counter: counter) == ciphertext)
    #expect(try AES.CTR.apply(to: ciphertext, using: key, counter: counter) == plaintext)
  }

  @Test(arguments: Instructions.all)
  func `Counter mode gives every prefix of its keystream`(instructions: Instructions) throws {
    let key = SymmetricKey([UInt8](0..<24), with: instructions)
    let counter = [UInt8](repeating: 0xFF, count: 16)
    let zeros = [UInt8](repeating: 0, count: 600)
    let whole = try AES.CTR.apply(to: zeros, using: key, counter: counter)
    for count in 0...600 {
      let part = try AES.CTR.apply(to: Array(zeros.prefix(count)), using: key, counter: counter)
      #expect(part == Array(whole.prefix(count)))
    }
  }

  @Test func `The circuit of the S-box is the inverse in GF of 256 and the affine map`() {
    for value in UInt8.min...UInt8.max {
      let expected = SBoxDefinition.substitute(value)
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        let word = AES.subWord(UInt32(value) << shift)
        #expect(UInt8(truncatingIfNeeded: word >> shift) == expected, "value \(value)")
      }
    }
  }

  @Test func `Four bytes of a word are substituted each on its own`() {
    var random = FixedRandom(state: 197)
    for _ in 0..<1000 {
      let word = UInt32(truncatingIfNeeded: random.next())
      let expected = stride(from: UInt32(0), to: 32, by: 8).reduce(UInt32(0)) { sum, shift in
        sum | UInt32(SBoxDefinition.substitute(UInt8(truncatingIfNeeded: word >> shift))) << shift
      }
      #expect(AES.subWord(word) == expected)
    }
  }

  @Test(arguments: [0, 1, 15, 17, 23, 25, 31, 33, 64])
  func `A key that has not 16, 24 or 32 bytes is refused`(count: Int) {
    let key = SymmetricKey([UInt8](repeating: 1, count: count))
    let block = [UInt8](repeating: 0, count: 16)
    #expect(throws: CipherError.incorrectKeySize) { try AES.encrypt(block: block, using: key) }
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.CTR.apply(to: [], using: key, counter: block)
    }
  }

  @Test(arguments: [0, 12, 15, 17])
  func `A block or counter that has not 16 bytes is refused`(count: Int) {
    let key = SymmetricKey([UInt8](repeating: 1, count: 16))
    let block = [UInt8](repeating: 0, count: count)
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.encrypt(block: block, using: key)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.CTR.apply(to: [], using: key, counter: block)
    }
  }
}

/// SBOX as FIPS 197 §5.1.1 defines it, slowly.
enum SBoxDefinition {
  static func substitute(_ value: UInt8) -> UInt8 {
    let inverse = (UInt8.min...UInt8.max).first { multiply(value, $0) == 1 } ?? 0
    return (0..<8).reduce(0) { result, i in
      let bit = [0, 4, 5, 6, 7].reduce(UInt8(0)) { $0 ^ inverse >> UInt8((i + $1) % 8) & 1 }
      return result | (bit ^ 0x63 >> UInt8(i) & 1) << UInt8(i)
    }
  }

  /// The product modulo x⁸ + x⁴ + x³ + x + 1, §4.2.
  static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var (product, power) = (UInt8(0), a)
    for i in UInt8(0)..<8 {
      if b >> i & 1 == 1 { product ^= power }
      power = power << 1 ^ (power & 0x80 == 0 ? 0 : 0x1B)
    }
    return product
  }
}
