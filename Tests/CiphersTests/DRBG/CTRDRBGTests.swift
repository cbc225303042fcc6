import Ciphers
import Testing

@Suite struct CTRDRBGTests {
  @Test(arguments: Instructions.all, try vectors("ctr-drbg-aes256.txt"))
  func `SP 800-90A: two requests without a derivation function`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    var drbg = try CTRDRBG(
      entropy: vector.bytes("EntropyInput"),
      personalization: vector.bytes("PersonalizationString"), with: instructions)
    for i in 1...2 {
      let expected = try vector.bytes("ReturnedBits\(i)")
      let bytes = try drbg.generate(
        expected.count, additionalInput: vector.bytes("AdditionalInput\(i)"))
      #expect(bytes == expected, "request \(i)")
      #expect(drbg.ordinal == UInt64(i))
    }
  }

  @Test(arguments: [0, 16, 32, 47, 49, 64])
  func `Entropy that has not 48 bytes is refused`(count: Int) {
    let entropy = [UInt8](repeating: 1, count: count)
    #expect(throws: CipherError.incorrectParameterSize) { try CTRDRBG(entropy: entropy) }
  }

  @Test func `Personalization over 48 bytes is refused, shorter is filled up with zeros`() throws {
    let entropy = [UInt8](repeating: 1, count: 48)
    #expect(throws: CipherError.incorrectParameterSize) {
      try CTRDRBG(entropy: entropy, personalization: [UInt8](repeating: 0, count: 49))
    }
    let short = try CTRDRBG(entropy: entropy, personalization: [7])
    let long = try CTRDRBG(
      entropy: entropy, personalization: [7] + [UInt8](repeating: 0, count: 47))
    #expect(short.stateDigestInput == long.stateDigestInput)
  }

  @Test func `A copy gives the same bytes, and neither disturbs the other`() throws {
    var first = try CTRDRBG(entropy: [UInt8](0..<48))
    var second = first
    #expect(first.stateDigestInput == second.stateDigestInput)
    let bytes = first.generate(100)
    #expect(first.stateDigestInput != second.stateDigestInput)
    #expect(second.ordinal == 0)
    #expect(second.generate(100) == bytes)
    #expect(first.stateDigestInput == second.stateDigestInput)
  }

  @Test func `More than 65,536 bytes are several requests`() throws {
    var first = try CTRDRBG(entropy: [UInt8](0..<48))
    var second = first
    let whole = first.generate(65_536 * 2 + 5)
    #expect(whole == second.generate(65_536) + second.generate(65_536) + second.generate(5))
    #expect(first.ordinal == 3)
  }

  @Test(arguments: Instructions.all)
  func `Requests of every length give the bytes of the portable code`(
    instructions: Instructions
  ) throws {
    var portable = try CTRDRBG(entropy: [UInt8](0..<48), with: .portable)
    var drbg = try CTRDRBG(entropy: [UInt8](0..<48), with: instructions)
    for count in Array(0...600) + [4096, 70_000] {
      #expect(drbg.generate(count) == portable.generate(count), "\(count) bytes")
    }
    #expect(drbg.stateDigestInput == portable.stateDigestInput)
  }

  @Test func `The state is Key, V and the reseed counter`() throws {
    var drbg = try CTRDRBG(entropy: [UInt8](0..<48))
    #expect(drbg.stateDigestInput.count == 56)
    #expect(drbg.stateDigestInput.last == 1)
    _ = drbg.generate(0)
    #expect(drbg.stateDigestInput.last == 2)
  }
}
