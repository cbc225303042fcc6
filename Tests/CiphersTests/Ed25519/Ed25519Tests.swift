// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and RFC 8032.

import Ciphers
import Testing

@Suite struct Ed25519Tests {
  @Test(arguments: try vectors("ed25519.txt"))
  func `RFC 8032: keys and signatures`(vector: VectorRecord) throws {
    let key = try Ed25519.PrivateKey(seed: vector.bytes("Seed"))
    let (message, signature) = try (vector.bytes("Message"), vector.bytes("Signature"))
    #expect(try key.publicKey.bytes == vector.bytes("Public"))
    #expect(try key.copyBytes() == vector.bytes("Seed"))
    let publicKey = try Ed25519.PublicKey(vector.bytes("Public"))
    if try vector.text("Mode") == "Ed25519" {
      #expect(key.sign(message) == signature)
      #expect(publicKey.isValid(signature, for: message))
    } else {
      let digest = SHA512.hash(message)
      #expect(try key.signPrehashed(digest) == signature)
      #expect(publicKey.isValidPrehashed(signature, for: digest))
      #expect(!publicKey.isValid(signature, for: message))
      #expect(!publicKey.isValid(signature, for: digest))
    }
  }

  @Test func `Any one bit changed makes a signature invalid`() throws {
    let key = try Ed25519.PrivateKey(seed: [UInt8](0..<32))
    let message: [UInt8] = [1, 2, 3]
    let signature = key.sign(message)
    for bit in 0..<512 {
      var changed = signature
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!key.publicKey.isValid(changed, for: message), "bit \(bit)")
    }
    #expect(!key.publicKey.isValid(signature, for: [1, 2, 2]))
    #expect(!key.publicKey.isValid(signature, for: []))
    #expect(!key.publicKey.isValid(signature + [0], for: message))
    #expect(!key.publicKey.isValid(Array(signature.dropLast()), for: message))
    #expect(!key.publicKey.isValid([], for: message))
    #expect(!key.publicKey.isValidPrehashed(signature, for: message))
  }

  /// L of RFC 8032 §5.1, the least significant byte first.
  private static let L: [UInt8] =
    [
      0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE,
      0x14,
    ]
    + [UInt8](repeating: 0, count: 15) + [0x10]

  @Test(arguments: 1...15)
  func `RFC 8032, 5.1.7: S of L or more is refused`(multiple: Int) throws {
    let key = try Ed25519.PrivateKey(seed: [UInt8](0..<32))
    let signature = key.sign([9])
    var S = Array(signature[32...].reversed())
    for _ in 0..<multiple { S = S.adding(Self.L.reversed()).0 }
    #expect(!key.publicKey.isValid(signature[..<32] + S.reversed(), for: [9]))
  }

  @Test(arguments: [
    // y ≥ p = 2²⁵⁵ − 19, which are 0, 1 and 18, with either sign, and 2²⁵⁵ − 1.
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    // −0: x = 0 with a sign, for y = 1 and y = −1.
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    // No point: y = 2.
    "0200000000000000000000000000000000000000000000000000000000000000",
    "0200000000000000000000000000000000000000000000000000000000000080",
    // Orders 1, 2, 4, 4 and 8, four times.
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  ])
  func `RFC 8032, 5.1.3: what is no point, no canonical one, or of low order, is no public key`(
    hex: String
  ) throws {
    let bytes = try #require([UInt8](hex: hex))
    #expect(throws: CipherError.invalidParameter) { try Ed25519.PublicKey(bytes) }
  }

  @Test(arguments: [0, 1, 31, 33, 64])
  func `Keys of another length than 32 bytes are refused`(count: Int) {
    let bytes = [UInt8](repeating: 3, count: count)
    #expect(throws: CipherError.incorrectKeySize) { try Ed25519.PublicKey(bytes) }
    #expect(throws: CipherError.incorrectKeySize) { try Ed25519.PrivateKey(seed: bytes) }
  }

  @Test(arguments: [0, 1, 32, 63, 65])
  func `Digests of another length than 64 bytes are refused`(count: Int) throws {
    let key = try Ed25519.PrivateKey(seed: [UInt8](0..<32))
    let digest = [UInt8](repeating: 3, count: count)
    #expect(throws: CipherError.incorrectParameterSize) { try key.signPrehashed(digest) }
    let signature = try key.signPrehashed([UInt8](repeating: 3, count: 64))
    #expect(!key.publicKey.isValidPrehashed(signature, for: digest))
  }

  @Test func `A signature whose R has a part of low order is refused, as by libcrypto`() throws {
    // By a signer's own arithmetic on a = the private scalar: R = 12345·B, and the same plus (0, −1),
    // which the equation times 8 would let pass.
    let key = try Ed25519.PrivateKey(seed: [UInt8](0..<32))
    for (hex, isGood) in [
      (
        "ef4f62f8479733ad879cfaced3c89a9c39dd4fc795ef2efa1c3eafe4d729a081"
          + "307143dbd427c6124d78acfad47631a5b8f0fbd91126c11017820541a16ba300", true
      ),
      (
        "feaf9d07b868cc52786305312c376563c622b0386a10d105e3c1501b28d65f7e"
          + "e7bdf00ada9d0ed790d45fac24ed896835b2e1967955e47fba95b731c204670b", false
      ),
    ] {
      let signature = try #require([UInt8](hex: hex))
      #expect(key.publicKey.isValid(signature, for: [1]) == isGood)
      #expect(Oracle.isValidEd25519(signature, for: [1], by: key.publicKey.bytes) == isGood)
    }
  }

  @Test func `We verify what libcrypto signs, and sign as it does`() throws {
    var random = FixedRandom(state: 8032)
    for count in 0..<200 {
      let (seed, message) = (random.bytes(32), random.bytes(count))
      let key = try Ed25519.PrivateKey(seed: seed)
      let (point, signature) = try Oracle.signEd25519(message, seed: seed)
      #expect(key.publicKey.bytes == point)
      #expect(key.sign(message) == signature)
      #expect(try Ed25519.PublicKey(point).isValid(signature, for: message))
      #expect(Oracle.isValidEd25519(key.sign(message), for: message, by: point))
      #expect(!key.publicKey.isValid(signature, for: message + [0]))
    }
  }
}
