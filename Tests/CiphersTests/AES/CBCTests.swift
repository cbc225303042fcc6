import Ciphers
import Testing

@Suite struct CBCTests {
  @Test(arguments: Instructions.all, try vectors("aes-cbc-sp800-38a.txt"))
  func `SP 800-38A, appendix F2: block chaining encrypts and decrypts`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let key = try SymmetricKey(vector.bytes("Key"), with: instructions)
    let (plaintext, ciphertext) = (try vector.bytes("Plaintext"), try vector.bytes("Ciphertext"))
    let iv = try vector.bytes("IV")
    #expect(try AES.CBC.encrypt(plaintext, using: key, iv: iv) == ciphertext)
    #expect(try AES.CBC.decrypt(ciphertext, using: key, iv: iv) == plaintext)
  }

  @Test(arguments: Instructions.all, [16, 24, 32])
  func `Chaining is what the reference cipher makes of it`(
    instructions: Instructions, keyBytes: Int
  ) throws {
    var random = FixedRandom(state: UInt64(keyBytes))
    for blocks in 0...20 {
      let (key, iv) = (random.bytes(keyBytes), random.bytes(16))
      let message = random.bytes(16 * blocks)
      var (last, expected) = (iv, [UInt8]())
      for start in stride(from: 0, to: message.count, by: 16) {
        let input = zip(message[start..<start + 16], last).map { $0 ^ $1 }
        last = try AES.Reference.encrypt(block: input, key: key).output
        expected += last
      }
      let ourKey = SymmetricKey(key, with: instructions)
      let ours = try AES.CBC.encrypt(message, using: ourKey, iv: iv)
      #expect(ours == expected)
      #expect(try AES.CBC.decrypt(ours, using: ourKey, iv: iv) == message)
    }
  }

  @Test func `A key, IV or message of a wrong length is refused`() {
    let (key, iv) = (SymmetricKey([UInt8](0..<32)), [UInt8](0..<16))
    let short = SymmetricKey([UInt8](0..<31))
    let block = [UInt8](repeating: 0, count: 16)
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.CBC.encrypt(block, using: short, iv: iv)
    }
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.CBC.decrypt(block, using: short, iv: iv)
    }
    for (message, iv) in [(block, Array(iv.dropLast())), (Array(block.dropLast()), iv)] {
      #expect(throws: CipherError.incorrectParameterSize) {
        try AES.CBC.encrypt(message, using: key, iv: iv)
      }
      #expect(throws: CipherError.incorrectParameterSize) {
        try AES.CBC.decrypt(message, using: key, iv: iv)
      }
    }
  }

  @Test func `Padding fills up to whole blocks and comes off again`() {
    for count in 0...48 {
      let message = [UInt8](repeating: 0xAB, count: count)
      let padded = PKCS7.padded(message)
      #expect(padded.count == count / 16 * 16 + 16)
      #expect(PKCS7.unpadded(padded) == message)
    }
  }

  @Test(arguments: [
    ([], false),  // no block
    ([UInt8](repeating: 1, count: 15), false),  // no whole block
    ([UInt8](repeating: 0, count: 16), false),  // a length of 0
    ([UInt8](repeating: 17, count: 32), false),  // a length of more than a block
    ([UInt8](repeating: 0xFF, count: 16), false),
    ([UInt8](repeating: 16, count: 16), true),  // nothing but padding
    ([15] + [UInt8](repeating: 16, count: 15), false),  // the first byte of 16 is another
    ([UInt8](repeating: 0, count: 14) + [2, 2], true),
    ([UInt8](repeating: 0, count: 14) + [3, 2], false),  // the byte before the last is another
    ([UInt8](repeating: 0, count: 13) + [2, 1, 2], false),
  ])
  func `Padding is taken off only where it is whole`(message: [UInt8], isPadded: Bool) {
    #expect((PKCS7.unpadded(message) != nil) == isPadded)
  }
}
