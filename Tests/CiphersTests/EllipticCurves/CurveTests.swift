// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and RFC 8032.

import Ciphers
import Testing

/// Keys and points of the curves of SP 800-186 §3.2.1 and SEC 2.
@Suite struct CurveTests {
  @Test(
    arguments: [
      (
        .p256, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
      ),
      (
        .p384,
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000"
          + "ffffffff",
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8ed"
          + "d3ec2aef",
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196a"
          + "ccc52973"
      ),
      (
        .p521,
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
          + "ffffffffffffffffffffffffffffffffffffffffffff",
        "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652"
          + "c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc"
          + "0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"
      ),
      (
        .secp256k1, "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
        "0000000000000000000000000000000000000000000000000000000000000007",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
      ),
    ] as [(EllipticCurve, String, String, String)])
  func `The constants are those of SP 800-186`(
    curve: EllipticCurve, p: String, b: String, n: String
  ) throws {
    #expect(curve.constants.p == [UInt8](hex: p))
    #expect(curve.constants.b == [UInt8](hex: b))
    #expect(curve.constants.n == [UInt8](hex: n))
    let one = try ECPrivateKey(curve.number(1), on: curve)
    #expect(one.publicKey.bytes == [4] + curve.constants.Gx + curve.constants.Gy)
  }

  @Test(arguments: try vectors("ec-keys.txt"))
  func `NIST CAVP: points are told valid, and belong to their private keys`(
    vector: VectorRecord
  ) throws {
    let (curve, Q) = (try vector.curve(), try vector.bytes("Q"))
    #expect(try ((try? ECPublicKey(Q, on: curve)) != nil) == (vector.text("Result") == "P"))
    guard vector.fields["d"] != nil else { return }
    #expect(try ECPrivateKey(vector.bytes("d"), on: curve).publicKey.bytes == Q)
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Points that are not uncompressed points of the curve are refused`(
    curve: EllipticCurve
  ) throws {
    let (p, _, x, y, _) = curve.constants
    let zero = curve.number(0)
    var other = y
    other[other.count - 1] ^= 1
    let count = curve.byteCount
    let rows: [(point: [UInt8], error: CipherError)] = [
      ([], .incorrectKeySize),
      ([0], .incorrectKeySize),  // the identity of SEC 1
      ([2 + y[count - 1] & 1] + x, .incorrectKeySize),  // compressed
      ([4] + x, .incorrectKeySize),
      (x + y, .incorrectKeySize),
      ([4] + x + y + [0], .incorrectKeySize),
      ([0] + x + y, .invalidParameter),
      ([6 + y[count - 1] & 1] + x + y, .invalidParameter),  // hybrid
      ([4] + zero + zero, .invalidParameter),
      ([4] + x + other, .invalidParameter),
      ([4] + y + x, .invalidParameter),
      ([4] + p + y, .invalidParameter),
      ([4] + x + p, .invalidParameter),
      ([4] + [UInt8](repeating: 0xFF, count: 2 * count), .invalidParameter),
    ]
    for row in rows {
      #expect(throws: row.error, "\(row.point)") { try ECPublicKey(row.point, on: curve) }
    }
    #expect(try ECPublicKey([4] + x + y, on: curve).bytes == [4] + x + y)
  }

  @Test func `A coordinate of p or more is refused although it is one of the curve modulo p`()
    throws
  {
    // x = 5 is one of P-256's; 5 + p has 256 bits as well.
    let y = try #require(
      [UInt8](hex: "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc"))
    #expect(throws: Never.self) {
      try ECPublicKey([4] + EllipticCurve.p256.number(5) + y, on: .p256)
    }
    let (x, _) = EllipticCurve.p256.number(5).adding(EllipticCurve.p256.constants.p)
    #expect(throws: CipherError.invalidParameter) { try ECPublicKey([4] + x + y, on: .p256) }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Private keys are within 1 and n − 1, and of the curve's length`(
    curve: EllipticCurve
  ) throws {
    let n = curve.constants.n
    let last = n.subtracting(curve.number(1)).0
    for d in [curve.number(0), n, n.adding(curve.number(1)).0] {
      #expect(throws: CipherError.invalidParameter) { try ECPrivateKey(d, on: curve) }
    }
    #expect(throws: CipherError.invalidParameter) {
      try ECPrivateKey([UInt8](repeating: 0xFF, count: curve.byteCount), on: curve)
    }
    for d in [curve.number(1), last] {
      #expect(try ECPrivateKey(d, on: curve).copyBytes() == d)
      #expect(throws: CipherError.incorrectKeySize) { try ECPrivateKey([0] + d, on: curve) }
      #expect(throws: CipherError.incorrectKeySize) {
        try ECPrivateKey(Array(d.dropFirst()), on: curve)
      }
    }
    #expect(throws: CipherError.incorrectKeySize) { try ECPrivateKey([], on: curve) }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `FIPS 186-5, A.2.2: generated keys are candidates of the generator plus one`(
    curve: EllipticCurve
  ) throws {
    var generator = try CTRDRBG(entropy: [UInt8](0..<48))
    var copy = generator
    for _ in 0..<20 {
      let key = ECPrivateKey(generating: curve, from: &generator)
      var candidate = copy.generate(curve.byteCount)
      if curve == .p521 { candidate[0] &= 1 }
      #expect(key.copyBytes() == candidate.adding(curve.number(1)).0)
      #expect(generator.ordinal == copy.ordinal)
    }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Multiples near 0, near n and with long runs of bits agree with libcrypto`(
    curve: EllipticCurve
  ) throws {
    let n = curve.constants.n
    var scalars = (1...40).flatMap { [curve.number($0), n.subtracting(curve.number($0)).0] }
    for bit in stride(from: 1, to: 8 * curve.byteCount - 8, by: 7) {
      scalars.append(curve.number(1, shifted: bit))
      scalars.append(curve.number(1, shifted: bit).subtracting(curve.number(1)).0)
    }
    for d in scalars {
      let key = try ECPrivateKey(d, on: curve)
      // libcrypto's own multiplication, of the generator as another's public key.
      let G = [4] + curve.constants.Gx + curve.constants.Gy
      let x = try Oracle.ECKey(G, d: d, on: curve).sharedSecret(with: Oracle.ECKey(G, on: curve))
      #expect(Array(key.publicKey.bytes[1...curve.byteCount]) == x, "\(d)")
      #expect(try key.sharedSecret(with: ECPublicKey(G, on: curve)) == x, "\(d)")
      #expect(throws: Never.self) { try ECPublicKey(key.publicKey.bytes, on: curve) }
    }
  }
}
