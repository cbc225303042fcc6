// swift-format-ignore-file: AlwaysUseLowerCamelCase
// The letters are those of FIPS 186-5 and RFC 8032.

import Ciphers
import Testing

@Suite struct ECDSATests {
  @Test(arguments: try vectors("ecdsa-rfc6979.txt"))
  func `RFC 6979: deterministic signatures`(vector: VectorRecord) throws {
    let hash = try #require(HashAlgorithm(rawValue: vector.text("Hash")))
    let digest = try hash.hash(vector.bytes("Message"))
    let key = try ECPrivateKey(vector.bytes("d"), on: vector.curve())
    let (r, s) = key.sign(digest, using: hash, entropy: [])
    #expect(try r == vector.bytes("r"))
    #expect(try s == vector.bytes("s"))
    #expect(try key.publicKey.bytes == vector.bytes("Q"))
    #expect(key.publicKey.isValid(r: r, s: s, for: digest))
  }

  @Test(arguments: try vectors("ecdsa-signatures.txt"))
  func `NIST CAVP: signatures are told valid`(vector: VectorRecord) throws {
    let key = try ECPublicKey(vector.bytes("Q"), on: vector.curve())
    let isValid = try key.isValid(
      r: vector.bytes("r"), s: vector.bytes("s"), for: vector.bytes("Digest"))
    #expect(try isValid == (vector.text("Result") == "P"))
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Numbers outside 1 and n − 1 sign nothing, leading zeros do not matter`(
    curve: EllipticCurve
  ) throws {
    let key = try ECPrivateKey(curve.number(123_456_789), on: curve)
    let digest = SHA256.hash([1, 2, 3])
    let (r, s) = key.sign(digest, using: .sha256, entropy: [])
    let n = curve.constants.n
    let publicKey = key.publicKey
    let good = [r, [0] + r, [UInt8](repeating: 0, count: 200) + r, Array(r.drop { $0 == 0 })]
    for (number, other) in zip(good, good.map { _ in s }) {
      #expect(publicKey.isValid(r: number, s: other, for: digest))
      #expect(publicKey.isValid(r: r, s: [0] + s, for: digest))
    }
    let bad = [
      [], [0], curve.number(0), curve.number(1), n, n.subtracting(curve.number(1)).0,
      n.adding(curve.number(1)).0, [UInt8](repeating: 0xFF, count: curve.byteCount),
      [UInt8](repeating: 0xFF, count: 200), [1] + r, [1] + s, r + [0], Array(s.dropLast()),
    ]
    for number in bad {
      #expect(!publicKey.isValid(r: number, s: s, for: digest), "r \(number)")
      #expect(!publicKey.isValid(r: r, s: number, for: digest), "s \(number)")
      #expect(!publicKey.isValid(r: number, s: number, for: digest), "both \(number)")
    }
    // r and s plus n are the same modulo n, where they fit.
    let (more, carry) = r.adding(n)
    #expect(!publicKey.isValid(r: (carry == 1 ? [1] : [0]) + more, s: s, for: digest))
    let (moreS, carryS) = s.adding(n)
    #expect(!publicKey.isValid(r: r, s: (carryS == 1 ? [1] : [0]) + moreS, for: digest))
    // n − s signs as well: ECDSA is malleable, and nothing here asks for the lower one.
    #expect(publicKey.isValid(r: r, s: n.subtracting(s).0, for: digest))
    #expect(!publicKey.isValid(r: s, s: r, for: digest))
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Any one bit changed makes a signature invalid`(curve: EllipticCurve) throws {
    let key = try ECPrivateKey(curve.number(987_654_321, shifted: 100), on: curve)
    let digest = SHA256.hash([4, 5, 6])
    let (r, s) = key.sign(digest, using: .sha256, entropy: [7])
    let publicKey = key.publicKey
    for bit in stride(from: 0, to: 8 * curve.byteCount, by: 13) {
      var (r1, s1, changed) = (r, s, digest)
      r1[bit / 8] ^= 1 << UInt8(bit % 8)
      s1[bit / 8] ^= 1 << UInt8(bit % 8)
      changed[bit / 8 % 32] ^= 1 << UInt8(bit % 8)
      #expect(!publicKey.isValid(r: r1, s: s, for: digest))
      #expect(!publicKey.isValid(r: r, s: s1, for: digest))
      #expect(!publicKey.isValid(r: r, s: s, for: changed))
    }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Sums that double a point, or end in the identity, are told right`(
    curve: EllipticCurve
  ) throws {
    // With d = 1 and k = 1, r = Gx and s = e + r; e = r makes both summands of a verification G/2.
    let (_, _, x, _, n) = curve.constants
    let key = try ECPrivateKey(curve.number(1), on: curve).publicKey
    let r = x.subtracting(n).borrow == 1 ? x : x.subtracting(n).0
    #expect(key.isValid(r: r, s: r.adding(r, modulo: n), for: digest(r, on: curve)))
    // e = −r makes the sum the identity, whatever s is.
    let negative = digest(n.subtracting(r).0, on: curve)
    for s in [curve.number(1), curve.number(2), r, n.subtracting(curve.number(1)).0] {
      #expect(!key.isValid(r: r, s: s, for: negative))
    }
    // e = 0 leaves the public key's summand alone: s = r, k = 1.
    #expect(key.isValid(r: r, s: r, for: curve.number(0)))
    #expect(key.isValid(r: r, s: r, for: []))
  }

  /// The digest that a number is taken from: of P-521's 66 bytes the leftmost 521 bits count.
  private func digest(_ number: [UInt8], on curve: EllipticCurve) -> [UInt8] {
    guard curve == .p521 else { return number }
    return number.indices.map { i in
      number[i] << 7 | (i + 1 < number.count ? number[i + 1] >> 1 : 0)
    }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Of a digest longer than n the leftmost bits count`(curve: EllipticCurve) throws {
    let key = try ECPrivateKey(curve.number(5), on: curve)
    let long = [UInt8](repeating: 0xA5, count: 100)
    let whole = (curve == .p521 ? 521 : 8 * curve.byteCount)
    let (r, s) = key.sign(long, using: .sha512, entropy: [])
    for bit in 0..<8 * long.count where bit.isMultiple(of: 40) || (500..<540).contains(bit) {
      var changed = long
      changed[bit / 8] ^= 0x80 >> UInt8(bit % 8)
      #expect(key.publicKey.isValid(r: r, s: s, for: changed) == (bit >= whole), "bit \(bit)")
    }
  }

  @Test(arguments: EllipticCurve.allCases)
  func `Entropy makes other signatures, and the same entropy the same`(
    curve: EllipticCurve
  ) throws {
    let key = try ECPrivateKey(curve.number(11), on: curve)
    let digest = SHA256.hash([1])
    let signatures = [[], [0], [1], [UInt8](repeating: 0, count: 32)].map {
      key.sign(digest, using: .sha256, entropy: $0)
    }
    #expect(Set(signatures.map(\.r)).count == signatures.count)
    for (r, s) in signatures { #expect(key.publicKey.isValid(r: r, s: s, for: digest)) }
    #expect(key.sign(digest, using: .sha256, entropy: [1]).s == signatures[2].s)
  }

  @Test(arguments: EllipticCurve.allCases)
  func `We verify what libcrypto signs, and it what we sign`(curve: EllipticCurve) throws {
    var random = FixedRandom(state: UInt64(curve.byteCount))
    var generator = try CTRDRBG(entropy: random.bytes(48))
    for _ in 0..<25 {
      let key = ECPrivateKey(generating: curve, from: &generator)
      let oracle = try Oracle.ECKey(key.publicKey.bytes, d: key.copyBytes(), on: curve)
      let hash = try #require(
        [HashAlgorithm.sha256, .sha384, .sha512].randomElement(using: &random))
      let digest = random.bytes(Int.random(in: 1...70, using: &random))
      let ours = key.sign(digest, using: hash, entropy: random.bytes(32))
      #expect(oracle.isValid(r: ours.r, s: ours.s, for: digest))
      let theirs = try oracle.sign(digest)
      #expect(key.publicKey.isValid(r: theirs.r, s: theirs.s, for: digest))
      var changed = digest
      changed[0] ^= 1
      #expect(!key.publicKey.isValid(r: theirs.r, s: theirs.s, for: changed))
      #expect(!oracle.isValid(r: ours.r, s: ours.s, for: changed))
    }
  }
}
