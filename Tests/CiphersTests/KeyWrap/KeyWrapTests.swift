import Ciphers
import Testing

@Suite struct KeyWrapTests {
  @Test(arguments: Instructions.all, try vectors("aes-key-wrap.txt"))
  func `RFC 3394 and RFC 5649: keys are wrapped and unwrapped`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let kek = try SymmetricKey(vector.bytes("KEK"), with: instructions)
    let key = try SymmetricKey(vector.bytes("Key"))
    let wrapped = try vector.bytes("Wrapped")
    if try vector.text("Mode") == "KW" {
      #expect(try AES.KeyWrap.wrap(key, using: kek) == wrapped)
      #expect(try AES.KeyWrap.unwrap(wrapped, using: kek).copyBytes() == key.copyBytes())
    } else {
      #expect(try AES.KeyWrap.wrapPadded(key, using: kek) == wrapped)
      #expect(try AES.KeyWrap.unwrapPadded(wrapped, using: kek).copyBytes() == key.copyBytes())
    }
  }

  @Test(arguments: Instructions.all, try vectors("aes-key-wrap.txt").prefix(12))
  func `A wrapping with any one bit changed is refused`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let kek = try SymmetricKey(vector.bytes("KEK"), with: instructions)
    let wrapped = try vector.bytes("Wrapped")
    let isPadded = try vector.text("Mode") == "KWP"
    for bit in 0..<wrapped.count * 8 {
      var changed = wrapped
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: CipherError.authenticationFailure) {
        isPadded
          ? try AES.KeyWrap.unwrapPadded(changed, using: kek)
          : try AES.KeyWrap.unwrap(changed, using: kek)
      }
    }
  }

  @Test func `RFC 5649: a length that does not fit, or padding that is not zero, is refused`()
    throws
  {
    // Wrapped by the unpadded mode's own rounds, so that only the initial value is wrong.
    let kek = SymmetricKey([UInt8](0..<32))
    for (length, last) in [(0, 0), (8, 0), (17, 0), (9, 1), (15, 1)] as [(UInt8, UInt8)] {
      var plain: [UInt8] = [0xA6, 0x59, 0x59, 0xA6, 0, 0, 0, length]
      plain += [UInt8](repeating: 7, count: 8) + [UInt8](repeating: 0, count: 7) + [last]
      let forged = try forge(plain, kek)
      #expect(throws: CipherError.authenticationFailure, "length \(length)") {
        try AES.KeyWrap.unwrapPadded(forged, using: kek)
      }
    }
    let plain: [UInt8] = [0xA6, 0x59, 0x59, 0xA6, 0, 0, 0, 9] + [UInt8](repeating: 0, count: 16)
    #expect(try AES.KeyWrap.unwrapPadded(forge(plain, kek), using: kek).count == 9)
  }

  /// W of SP 800-38F §6.1, on any initial value.
  private func forge(_ plain: [UInt8], _ kek: SymmetricKey) throws -> [UInt8] {
    var first = Array(plain[..<8])
    var rest = stride(from: 8, to: plain.count, by: 8).map { Array(plain[$0..<$0 + 8]) }
    for j in 0..<6 {
      for i in rest.indices {
        let block = try AES.encrypt(block: first + rest[i], using: kek)
        first = Array(block[..<8])
        first[7] ^= UInt8(rest.count * j + i + 1)
        rest[i] = Array(block[8...])
      }
    }
    return first + rest.flatMap { $0 }
  }

  @Test(arguments: [0, 1, 7, 8, 15, 17, 20, 25])
  func `Lengths that the standards do not allow are refused`(count: Int) {
    let kek = SymmetricKey([UInt8](0..<16))
    let bytes = [UInt8](repeating: 1, count: count)
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.KeyWrap.wrap(SymmetricKey(bytes), using: kek)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.KeyWrap.unwrap(bytes, using: kek)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.KeyWrap.unwrapPadded(bytes, using: kek)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try AES.KeyWrap.wrapPadded(SymmetricKey([]), using: kek)
    }
    #expect(throws: CipherError.incorrectKeySize) {
      try AES.KeyWrap.wrap(kek, using: SymmetricKey([UInt8](repeating: 1, count: 8)))
    }
  }
}
