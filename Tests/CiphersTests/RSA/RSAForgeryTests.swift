// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of RFC 8017.

import Ciphers
import Testing

/// Signatures whose contents look right to a careless reader.
@Suite struct RSAForgeryTests {
  /// DigestInfo of SHA-256 up to the digest, RFC 8017 §9.2, note 1.
  private static let digestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]
  private static let digest = HashAlgorithm.sha256.hash([1, 2, 3])

  @Test(arguments: try vectors("rsa-forgery.txt"))
  func `With e = 3, a cube that begins as a signature does is refused`(
    vector: VectorRecord
  ) throws {
    let n = try RSATestKeys.key2048.get().publicKey.n
    let publicKey = try RSA.PublicKey(n: n, e: [3])
    let (signature, hash) = (try vector.bytes("S"), try vector.hash())
    let begin = try vector.bytes("Begin")
    #expect(try #require(publicKey.opened(signature)).starts(with: begin))
    let digest = try hash.hash(vector.bytes("Msg"))
    #expect(!publicKey.isValidPKCS1(signature, for: digest, using: hash))
  }

  @Test func `PKCS #1 v1.5: one encoding is valid, and no other`() throws {
    let (key, T) = (try RSATestKeys.key2048.get(), Self.digestInfo + Self.digest)
    let oracle = try Oracle.RSAKey(key.numbers())
    let withoutNull: [UInt8] = [0x30, 0x2F, 0x30, 0x0B] + Self.digestInfo[4..<15] + [0x04, 0x20]
    let longLength: [UInt8] = [0x30, 0x81, 0x31] + Self.digestInfo[2...]
    let ofSHA512 = Self.digestInfo[..<14] + [3] + Self.digestInfo[15...]
    let rows: [(begin: [UInt8], end: [UInt8], isValid: Bool)] = [
      ([0, 1], [0] + T, true),
      ([0, 2], [0] + T, false),
      ([0, 0], [0] + T, false),
      ([1, 1], [0] + T, false),
      ([0, 1], [1] + T, false),
      ([0, 1], [0, 0] + T, false),
      ([0, 1, 0xFE], [0] + T, false),  // padding that is not all ones
      ([0, 1], [0] + T + [0], false),  // something after it
      ([0, 1], [0] + T + [UInt8](repeating: 0xFF, count: 190), false),
      ([0, 1], [0] + withoutNull + Self.digest, false),
      ([0, 1], [0] + longLength + Self.digest, false),
      ([0, 1], [0] + ofSHA512 + Self.digest, false),
      ([0, 1], [0] + Self.digest, false),
      ([0, 1], [0] + T.dropLast() + [T[T.count - 1] ^ 1], false),
    ]
    for row in rows {
      let padding = [UInt8](repeating: 0xFF, count: 256 - row.begin.count - row.end.count)
      let signature = try oracle.signUnpadded(row.begin + padding + row.end)
      #expect(
        key.publicKey.isValidPKCS1(signature, for: Self.digest, using: .sha256) == row.isValid,
        "\(row)")
    }
  }

  @Test func `PSS: another salt length, padding or trailer is refused`() throws {
    let key = try RSATestKeys.key2048.get()
    let oracle = try Oracle.RSAKey(key.numbers())
    struct Row {
      var saltCount = 32
      var begin: [UInt8] = []
      var end: UInt8 = 0xBC
      var separator: UInt8 = 1
      var topBit: UInt8 = 0
      var isValid = false
    }
    let rows = [
      Row(isValid: true), Row(saltCount: 0), Row(saltCount: 31), Row(saltCount: 33),
      Row(saltCount: 222), Row(begin: [1]), Row(end: 0xCC), Row(end: 0), Row(separator: 2),
      Row(separator: 0), Row(topBit: 0x80),
    ]
    for row in rows {
      let salt = [UInt8](repeating: 6, count: row.saltCount)
      let H = HashAlgorithm.sha256.hash([UInt8](repeating: 0, count: 8) + Self.digest + salt)
      let zeros = [UInt8](repeating: 0, count: 222 - row.begin.count - row.saltCount)
      let DB = row.begin + zeros + [row.separator] + salt
      let mask = (0..<UInt8(7)).flatMap { HashAlgorithm.sha256.hash(H + [0, 0, 0, $0]) }
      var EM = zip(DB, mask).map { $0 ^ $1 } + H + [row.end]
      EM[0] = EM[0] & 0x7F | row.topBit
      // Not every number with the first bit is below n.
      if row.topBit != 0 { EM[0] = 0x80 }
      let signature = try oracle.signUnpadded(EM)
      #expect(
        key.publicKey.isValidPSS(signature, for: Self.digest, using: .sha256) == row.isValid,
        "\(row)")
    }
  }
}
