import Ciphers
import Testing

@Suite struct RSAOracleTests {
  private static let hashes: [(HashAlgorithm, Oracle.Hash)] = [
    (.sha256, .sha256), (.sha384, .sha384), (.sha512, .sha512),
  ]

  @Test func `libcrypto finds nothing wrong with keys that are made here`() throws {
    for key in try RSATestKeys.all() {
      let oracle = try Oracle.RSAKey(key.numbers())
      #expect(try oracle.isValid())
    }
  }

  @Test func `A key that libcrypto makes is taken, and its numbers come out again`() throws {
    let numbers = try Oracle.RSAKey(generating: 2048).numbers()
    let key = try RSA.PrivateKey(numbers)
    #expect(try Oracle.RSAKey(key.numbers()).numbers() == numbers, "n = \(numbers.n)")
  }

  @Test(arguments: try vectors("rsa-keys.txt"))
  func `Keys of unusual lengths and exponents sign and decrypt as libcrypto does`(
    vector: VectorRecord
  ) throws {
    let key = try RSA.PrivateKey(vector.privateNumbers())
    let oracle = try Oracle.RSAKey(vector.privateNumbers())
    let digest = HashAlgorithm.sha256.hash([1])
    let signature = try key.signPKCS1(digest, using: .sha256)
    #expect(try oracle.sign(digest, by: .sha256, .pkcs1) == signature)
    #expect(key.publicKey.isValidPKCS1(signature, for: digest, using: .sha256))
    #expect(try key.decryptOAEP(oracle.encrypt([1, 2], by: .sha256), using: .sha256) == [1, 2])
  }

  @Test func `Signatures that are made here are valid for libcrypto, and the other way round`()
    throws
  {
    var random = FixedRandom(state: 21)
    for key in try RSATestKeys.all() {
      let oracle = try Oracle.RSAKey(key.numbers())
      let verifier = try Oracle.RSAKey(key.publicKey)
      for (hash, name) in Self.hashes {
        let digest = hash.hash(random.bytes(100))
        let pkcs1 = try key.signPKCS1(digest, using: hash)
        #expect(try oracle.sign(digest, by: name, .pkcs1) == pkcs1)
        #expect(try verifier.isValid(pkcs1, for: digest, by: name, .pkcs1))
        #expect(key.publicKey.isValidPKCS1(pkcs1, for: digest, using: hash))
        let salt = random.bytes(digest.count)
        let pss = try key.signPSS(digest, using: hash, salt: salt)
        #expect(try verifier.isValid(pss, for: digest, by: name, .pss))
        let theirs = try oracle.sign(digest, by: name, .pss)
        #expect(key.publicKey.isValidPSS(theirs, for: digest, using: hash))
        #expect(!key.publicKey.isValidPSS(pkcs1, for: digest, using: hash))
        #expect(!key.publicKey.isValidPKCS1(pss, for: digest, using: hash))
      }
    }
  }

  @Test(arguments: [(HashAlgorithm.sha1, Oracle.Hash.sha1), (.sha256, .sha256)])
  func `Ciphertexts that are made here are opened by libcrypto, and the other way round`(
    hash: HashAlgorithm, name: Oracle.Hash
  ) throws {
    var random = FixedRandom(state: 22)
    let hLen = hash.hash([]).count
    for key in try RSATestKeys.all() {
      let oracle = try Oracle.RSAKey(key.numbers())
      let most = key.publicKey.byteCount - 2 * hLen - 2
      for count in [0, 1, 32, most - 1, most] {
        let message = random.bytes(count)
        let ours = try key.publicKey.encryptOAEP(message, using: hash, seed: random.bytes(hLen))
        #expect(try oracle.decrypt(ours, by: name) == message)
        let theirs = try oracle.encrypt(message, by: name)
        #expect(try key.decryptOAEP(theirs, using: hash) == message)
      }
    }
  }
}
