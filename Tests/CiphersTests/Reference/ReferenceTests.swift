import Ciphers
import Testing

@Suite struct ReferenceTests {
  @Test(arguments: try vectors("aes-fips197.txt"))
  func `FIPS 197, appendices B and C: the reference's ciphertext`(vector: VectorRecord) throws {
    let trace = try AES.Reference.encrypt(
      block: vector.bytes("Plaintext"), key: vector.bytes("Key"))
    #expect(try trace.output == vector.bytes("Ciphertext"))
  }

  @Test func `The table of SBOX is the inverse in GF of 256 and the affine map`() {
    for value in UInt8.min...UInt8.max {
      #expect(AES.Reference.SBox(value) == SBoxDefinition.substitute(value))
    }
  }

  @Test func `FIPS 197, appendix A: words of the key schedules`() throws {
    let block = [UInt8](repeating: 0, count: 16)
    for (key, i, word) in [
      ("2b7e151628aed2a6abf7158809cf4f3c", 4, "a0fafe17"),
      ("2b7e151628aed2a6abf7158809cf4f3c", 43, "b6630ca6"),
      ("8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", 51, "01002202"),
      ("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 59, "706c631e"),
    ] {
      let bytes = try #require([UInt8](hex: key))
      let schedule = try AES.Reference.encrypt(block: block, key: bytes).keyExpansion
      #expect(schedule.words[i].w == [UInt8](hex: word))
    }
  }

  @Test func `FIPS 197, appendix B: the states of rounds 1 and 10`() throws {
    let trace = try AES.Reference.encrypt(
      block: #require([UInt8](hex: "3243f6a8885a308d313198a2e0370734")),
      key: #require([UInt8](hex: "2b7e151628aed2a6abf7158809cf4f3c")))
    let (first, last) = (trace.rounds[0], trace.rounds[9])
    #expect(first.start.bytes == [UInt8](hex: "193de3bea0f4e22b9ac68d2ae9f84808"))
    #expect(first.afterSubBytes.bytes == [UInt8](hex: "d42711aee0bf98f1b8b45de51e415230"))
    #expect(first.afterShiftRows.bytes == [UInt8](hex: "d4bf5d30e0b452aeb84111f11e2798e5"))
    #expect(first.afterMixColumns?.bytes == [UInt8](hex: "046681e5e0cb199a48f8d37a2806264c"))
    #expect(first.roundKey.bytes == [UInt8](hex: "a0fafe1788542cb123a339392a6c7605"))
    #expect(first.start.s[1] == [0x3D, 0xF4, 0xC6, 0xF8])
    #expect(last.afterMixColumns == nil)
    #expect(last.afterAddRoundKey.bytes == [UInt8](hex: "3925841d02dc09fbdc118597196a0b32"))
  }

  @Test(arguments: [16, 24, 32])
  func `The fast cipher is the reference, and decrypts what it encrypted`(keyBytes: Int) throws {
    var random = FixedRandom(state: UInt64(keyBytes))
    for _ in 0..<200 {
      let (key, block) = (random.bytes(keyBytes), random.bytes(16))
      let expected = try AES.Reference.encrypt(block: block, key: key).output
      #expect(try AES.encrypt(block: block, using: SymmetricKey(key)) == expected)
      #expect(try AES.decrypt(block: expected, using: SymmetricKey(key)) == block)
    }
  }

  @Test(arguments: [16, 24, 32])
  func `The fast GCM is the reference's, and its trace adds up`(keyBytes: Int) throws {
    var random = FixedRandom(state: UInt64(keyBytes))
    for count in [0, 1, 15, 16, 17, 31, 32, 33, 100, 319, 320, 600] {
      let (key, message) = (random.bytes(keyBytes), random.bytes(count))
      let nonce = random.bytes(Int.random(in: 1...40, using: &random))
      let data = random.bytes(Int.random(in: 0...40, using: &random))
      let trace = try AES.GCM.trace(message, key: key, nonce: nonce, authenticating: data)
      let box = try AES.GCM.seal(
        message, using: SymmetricKey(key), nonce: nonce, authenticating: data)
      #expect(box == AES.GCM.SealedBox(ciphertext: trace.ciphertext, tag: trace.tag))
      #expect(trace.counters.count == (count + 15) / 16)
      #expect(trace.hashes.count == (count + 15) / 16 + (data.count + 15) / 16 + 1)
      #expect(zip(trace.hashes.last?.Y ?? [], trace.tagMask).map { $0 ^ $1 } == trace.tag)
    }
  }

  @Test func `The reference refuses what the standards do not know`() {
    let block = [UInt8](repeating: 0, count: 16)
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.Reference.encrypt(block: block, key: [1])
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.Reference.encrypt(block: [1], key: block)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.GCM.trace([], key: block, nonce: [], authenticating: [])
    }
  }
}
