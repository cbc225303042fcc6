// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

import Ciphers
import Testing

/// What RFC 8017 refuses, and what lies next to it.
@Suite struct RSAEdgeTests {
  private let key: RSA.PrivateKey
  private let digest = HashAlgorithm.sha256.hash([1, 2, 3])
  private var publicKey: RSA.PublicKey { key.publicKey }

  init() throws {
    key = try RSATestKeys.key2048.get()
  }

  @Test(arguments: [
    (2048, HashAlgorithm.sha1, 214), (2048, .sha256, 190), (3072, .sha1, 342), (3072, .sha256, 318),
    (4096, .sha1, 470), (4096, .sha256, 446),
  ])
  func `OAEP takes a message of the most bytes, and none of one more`(
    bitCount: Int, hash: HashAlgorithm, most: Int
  ) throws {
    let key = try #require(RSATestKeys.all().first { $0.publicKey.byteCount == bitCount / 8 })
    let seed = [UInt8](repeating: 5, count: hash.hash([]).count)
    let message = [UInt8](repeating: 0, count: most)
    let ciphertext = try key.publicKey.encryptOAEP(message, using: hash, seed: seed)
    #expect(try key.decryptOAEP(ciphertext, using: hash) == message)
    #expect(throws: CipherError.messageTooLong) {
      try key.publicKey.encryptOAEP(message + [0], using: hash, seed: seed)
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try key.publicKey.encryptOAEP(message, using: hash, seed: seed + [0])
    }
  }

  @Test func `OAEP: another hash function, another label or any other change has one error`()
    throws
  {
    let seed = [UInt8](0..<32)
    let ciphertext = try publicKey.encryptOAEP([7], using: .sha256, label: [1], seed: seed)
    #expect(try key.decryptOAEP(ciphertext, using: .sha256, label: [1]) == [7])
    let wrong: [([UInt8], HashAlgorithm, [UInt8])] = [
      (ciphertext, .sha1, [1]), (ciphertext, .sha256, []), (ciphertext, .sha256, [1, 0]),
      (ciphertext.dropLast() + [ciphertext[255] ^ 1], .sha256, [1]),
      (publicKey.n, .sha256, [1]),  // c = n
      ([UInt8](repeating: 0xFF, count: 256), .sha256, [1]),
      ([UInt8](repeating: 0, count: 256), .sha256, [1]),
      ([UInt8](repeating: 0, count: 255) + [1], .sha256, [1]),
      (minusOne(publicKey.n), .sha256, [1]),
    ]
    for (text, hash, label) in wrong {
      #expect(throws: CipherError.authenticationFailure) {
        try key.decryptOAEP(text, using: hash, label: label)
      }
    }
    for text in [ciphertext.dropLast(), ciphertext + [0], [0] + ciphertext, []] {
      #expect(throws: CipherError.incorrectParameterSize) {
        try key.decryptOAEP(Array(text), using: .sha256, label: [1])
      }
    }
  }

  @Test func `OAEP: an encoded message that is wrong in one place is refused`() throws {
    let lHash = HashAlgorithm.sha256.hash([])
    let zeros = [UInt8](repeating: 0, count: 188)
    // DB after lHash: 191 bytes.
    let rows: [(first: UInt8, lHash: [UInt8], rest: [UInt8], isValid: Bool)] = [
      (0, lHash, zeros + [1, 2, 3], true),
      (0, lHash, [1] + zeros + [1, 2], true),  // no padding at all
      (0, lHash, zeros + [0, 0, 1], true),  // no message
      (1, lHash, zeros + [1, 2, 3], false),  // does not begin with zero
      (0, [lHash[0] ^ 1] + lHash.dropFirst(), zeros + [1, 2, 3], false),
      (0, lHash, zeros + [2, 1, 3], false),  // the padding ends in two
      (0, lHash, [0x80] + zeros + [1, 2], false),
      (0, lHash, zeros + [0, 0, 0], false),  // the padding does not end
    ]
    for row in rows {
      let ciphertext = try encryptedUnchecked(first: row.first, DB: row.lHash + row.rest)
      if row.isValid {
        let start = try #require(row.rest.firstIndex(of: 1)) + 1
        #expect(try key.decryptOAEP(ciphertext, using: .sha256) == Array(row.rest[start...]))
      } else {
        #expect(throws: CipherError.authenticationFailure) {
          try key.decryptOAEP(ciphertext, using: .sha256)
        }
      }
    }
  }

  @Test func `Signatures that are no numbers below n, or have another length, are invalid`() throws
  {
    let salt = [UInt8](repeating: 9, count: 32)
    let pkcs1 = try key.signPKCS1(digest, using: .sha256)
    let pss = try key.signPSS(digest, using: .sha256, salt: salt)
    let zero = [UInt8](repeating: 0, count: 256)
    let one: [UInt8] = zero.dropLast() + [1]
    let bad: [[UInt8]] = [
      zero, one, publicKey.n, minusOne(publicKey.n), [UInt8](repeating: 0xFF, count: 256), [],
      plusN(pkcs1), plusN(pss),
      [0] + pkcs1, pkcs1 + [0], Array(pkcs1.dropFirst()), Array(pkcs1.dropLast()), [0] + pss,
      pss + [0], Array(pss.dropFirst()), Array(pss.dropLast()),
    ]
    for signature in bad {
      #expect(!publicKey.isValidPKCS1(signature, for: digest, using: .sha256))
      #expect(!publicKey.isValidPSS(signature, for: digest, using: .sha256))
    }
    #expect(publicKey.opened(zero) == zero)
    #expect(publicKey.opened(minusOne(publicKey.n)) == minusOne(publicKey.n))
    #expect(publicKey.opened(publicKey.n) == nil)
    #expect(publicKey.opened([0] + pkcs1) == nil)
  }

  @Test func `A digest of another length or another hash function is refused`() throws {
    let salt = [UInt8](repeating: 9, count: 32)
    let pkcs1 = try key.signPKCS1(digest, using: .sha256)
    let pss = try key.signPSS(digest, using: .sha256, salt: salt)
    for wrong in [Array(digest.dropLast()), digest + [0], []] {
      #expect(!publicKey.isValidPKCS1(pkcs1, for: wrong, using: .sha256))
      #expect(!publicKey.isValidPSS(pss, for: wrong, using: .sha256))
      #expect(throws: CipherError.incorrectParameterSize) {
        try key.signPKCS1(wrong, using: .sha256)
      }
      #expect(throws: CipherError.incorrectParameterSize) {
        try key.signPSS(wrong, using: .sha256, salt: salt)
      }
    }
    #expect(throws: CipherError.incorrectParameterSize) {
      try key.signPSS(
        digest, using: .sha256,
        salt: [UInt8](repeating: 0, count: publicKey.byteCount - 33))
    }
    for hash in [HashAlgorithm.md5, .sha1, .sha224] {
      #expect(throws: CipherError.incorrectParameterSize) {
        try key.signPKCS1(hash.hash([]), using: hash)
      }
      #expect(!publicKey.isValidPKCS1(pkcs1, for: hash.hash([]), using: hash))
    }
  }
}

extension RSAEdgeTests {
  /// A ciphertext of 00 ‖ maskedSeed ‖ maskedDB, or with another first byte.
  private func encryptedUnchecked(first: UInt8, DB: [UInt8]) throws -> [UInt8] {
    let seed = [UInt8](repeating: 3, count: 32)
    let maskedDB = zip(DB, mask(seed, DB.count)).map { $0 ^ $1 }
    let maskedSeed = zip(seed, mask(maskedDB, 32)).map { $0 ^ $1 }
    return try #require(publicKey.opened([first] + maskedSeed + maskedDB))
  }

  /// MGF1 with SHA-256, RFC 8017 §B.2.1.
  private func mask(_ seed: [UInt8], _ count: Int) -> [UInt8] {
    let blocks = (0..<UInt8((count + 31) / 32)).flatMap {
      HashAlgorithm.sha256.hash(seed + [0, 0, 0, $0])
    }
    return Array(blocks.prefix(count))
  }

  /// An odd number, less one.
  private func minusOne(_ number: [UInt8]) -> [UInt8] {
    number.dropLast() + [number[number.count - 1] - 1]
  }

  /// s + n, in one byte more if it needs it: another number of the same residue.
  private func plusN(_ s: [UInt8]) -> [UInt8] {
    var (sum, carry) = ([UInt8](repeating: 0, count: 256), 0)
    for i in (0..<256).reversed() {
      let digit = Int(s[i]) + Int(publicKey.n[i]) + carry
      (sum[i], carry) = (UInt8(digit & 0xFF), digit >> 8)
    }
    return carry == 0 ? sum : [UInt8(carry)] + sum
  }
}
