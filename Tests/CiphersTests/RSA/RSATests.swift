import Ciphers
import Testing

@Suite struct RSATests {
  @Test(arguments: try vectors("rsa-pkcs1-sigver.txt"))
  func `CAVP: PKCS #1 v1.5 signatures are verified, and made`(vector: VectorRecord) throws {
    let hash = try vector.hash()
    let digest = try hash.hash(vector.bytes("Msg"))
    let publicKey = try RSA.PublicKey(n: vector.bytes("n"), e: vector.bytes("e"))
    let isValid = try vector.text("Result").hasPrefix("P")
    let signature = try vector.bytes("S")
    #expect(publicKey.isValidPKCS1(signature, for: digest, using: hash) == isValid)
    guard isValid else { return }
    let key = try RSA.PrivateKey(vector.privateNumbers())
    #expect(try key.signPKCS1(digest, using: hash) == signature)
  }

  @Test func `RSA Laboratories: PSS signatures are made and verified`() throws {
    let vectors = try vectors("rsa-pss.txt")
    let key = try RSA.PrivateKey(vectors[0].privateNumbers())
    for vector in vectors {
      let digest = try HashAlgorithm.sha1.hash(vector.bytes("Msg"))
      let signature = try vector.bytes("S")
      #expect(
        try key.signPSS(digest, using: .sha1, salt: vector.bytes("Salt")) == signature,
        "\(vector.origin)")
      #expect(key.publicKey.isValidPSS(signature, for: digest, using: .sha1), "\(vector.origin)")
    }
  }

  @Test(arguments: try vectors("rsa-oaep.txt"))
  func `OAEP: messages are decrypted, and encrypted where the seed is known`(
    vector: VectorRecord
  ) throws {
    let key = try RSA.PrivateKey(vector.privateNumbers())
    let hash = try vector.hash()
    let (label, message) = (try vector.bytes("Label"), try vector.bytes("Msg"))
    let ciphertext = try vector.bytes("C")
    #expect(try key.decryptOAEP(ciphertext, using: hash, label: label) == message)
    guard vector.fields["Seed"] != nil else { return }
    let made = try key.publicKey.encryptOAEP(
      message, using: hash, label: label, seed: vector.bytes("Seed"))
    #expect(made == ciphertext)
  }
}

extension VectorRecord {
  /// The hash function that is named.
  func hash() throws -> HashAlgorithm {
    try #require(HashAlgorithm(rawValue: text("Hash")))
  }

  /// The numbers of a private key.
  func privateNumbers() throws -> RSA.PrivateNumbers {
    try RSA.PrivateNumbers(
      n: bytes("n"), e: bytes("e"), d: bytes("d"), p: bytes("p"), q: bytes("q"),
      dP: bytes("dP"), dQ: bytes("dQ"), qInv: bytes("qInv"))
  }
}

/// Keys for tests, each made once, from fixed seeds.
enum RSATestKeys {
  static let key2048 = Result { try generated(2048) }
  static let key3072 = Result { try generated(3072) }
  static let key4096 = Result { try generated(4096) }

  static func all() throws -> [RSA.PrivateKey] {
    try [key2048.get(), key3072.get(), key4096.get()]
  }

  private static func generated(_ bitCount: Int) throws -> RSA.PrivateKey {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: UInt8(bitCount / 256), count: 48))
    return try RSA.PrivateKey(generating: bitCount, from: &generator)
  }
}
