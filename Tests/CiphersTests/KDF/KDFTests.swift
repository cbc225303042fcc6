import Ciphers
import Testing

@Suite struct KDFTests {
  @Test(arguments: Instructions.all, try vectors("kdf-sp800-108.txt"))
  func `SP 800-108: counter mode with HMAC-SHA-256`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let expected = try vector.bytes("KO")
    let derived = try KDF.counterMode(
      key: SymmetricKey(vector.bytes("KI"), with: instructions), label: vector.bytes("Label"),
      context: vector.bytes("Context"), byteCount: expected.count)
    #expect(derived.copyBytes() == expected)
  }

  @Test func `The length is part of what is derived from`() {
    let key = SymmetricKey([UInt8](0..<32))
    let short = KDF.counterMode(key: key, label: [1], context: [2], byteCount: 16)
    let long = KDF.counterMode(key: key, label: [1], context: [2], byteCount: 32)
    #expect(short.copyBytes() != Array(long.copyBytes().prefix(16)))
  }

  @Test(arguments: Instructions.all, try vectors("pbkdf2.txt"))
  func `RFC 7914 and RFC 6070: PBKDF2`(
    instructions: Instructions, vector: VectorRecord
  ) throws {
    let expected = try vector.bytes("Key")
    let derived = KDF.pbkdf2(
      try #require(HashAlgorithm(rawValue: vector.text("Hash"))),
      password: SymmetricKey(try vector.bytes("Password"), with: instructions),
      salt: try vector.bytes("Salt"),
      iterations: try #require(Int(vector.text("Iterations"))), byteCount: expected.count)
    #expect(derived.copyBytes() == expected)
  }
}
