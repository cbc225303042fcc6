// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and RFC 8032.

import Ciphers
import Testing

@Suite struct ECDHTests {
  @Test(arguments: try vectors("ecdh-cavp.txt"))
  func `NIST CAVP: shared secrets, and keys that must not have one`(vector: VectorRecord) throws {
    let curve = try vector.curve()
    let (result, Q, own) = try (vector.text("Result"), vector.bytes("Q"), vector.bytes("Own"))
    switch result.dropFirst(3).prefix(1) {
    case "1", "2":
      if !result.hasPrefix("P") {
        #expect(throws: CipherError.invalidParameter) { try ECPublicKey(Q, on: curve) }
        return
      }
    case "5", "6":
      #expect(throws: CipherError.invalidParameter) { try ECPublicKey(own, on: curve) }
      return
    case "7":
      let key = try? ECPrivateKey(vector.bytes("d"), on: curve)
      #expect(key?.publicKey.bytes != own)
      return
    default: break
    }
    let secret = try ECPrivateKey(vector.bytes("d"), on: curve)
      .sharedSecret(with: ECPublicKey(Q, on: curve))
    #expect(try (secret == vector.bytes("Z")) == result.hasPrefix("P"))
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Both sides and libcrypto agree`(curve: EllipticCurve) throws {
    var random = FixedRandom(state: 56)
    var generator = try CTRDRBG(entropy: random.bytes(48))
    for _ in 0..<25 {
      let a = ECPrivateKey(generating: curve, from: &generator)
      let b = ECPrivateKey(generating: curve, from: &generator)
      let secret = try a.sharedSecret(with: b.publicKey)
      #expect(try secret == b.sharedSecret(with: a.publicKey))
      let oracle = try Oracle.ECKey(a.publicKey.bytes, d: a.copyBytes(), on: curve)
      #expect(
        try secret == oracle.sharedSecret(with: Oracle.ECKey(b.publicKey.bytes, on: curve)))
    }
  }

  @Test func `Keys of different curves have no shared secret`() throws {
    let key = try ECPrivateKey(EllipticCurve.p256.number(7), on: .p256)
    let other = try ECPrivateKey(EllipticCurve.secp256k1.number(7), on: .secp256k1)
    #expect(throws: CipherError.invalidParameter) { try key.sharedSecret(with: other.publicKey) }
  }
}
