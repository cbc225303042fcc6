import CPeer
import Ciphers

/// One message, signed by everybody in turns, and the signatures verified.
///
/// Both sides hash a message of 32 bytes first, where the algorithm signs a digest; OpenSSL is asked
/// by EVP_DigestSign and EVP_DigestVerify.
struct PublicKeyRace {
  private static let message = [UInt8](0..<32)
  private static let entropy = [UInt8](repeating: 9, count: 32)

  /// Prints both tables.
  static func run() throws {
    print("| what | sign, µs | OpenSSL, µs | ratio | verify, µs | OpenSSL, µs | ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for contestant in try contestants() { try contestant.print() }
    print("\n| what | keys | median, ms | OpenSSL, ms | ratio |")
    print("|---|---:|---:|---:|---:|")
    try printGeneration(2048, count: 51)
    try printGeneration(4096, count: 15)
  }

  private static func contestants() throws -> [Contestant] {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 1, count: 48))
    return try [2048, 4096].map { try rsa($0, &generator) }
      + [
        (.p256, "P-256"), (.p384, "P-384"), (.p521, "P-521"), (.secp256k1, "secp256k1"),
      ].map { ellipticCurve($0, $1, &generator) } + [try ed25519(&generator)]
      + [(.mlDSA44, "ML-DSA-44"), (.mlDSA65, "ML-DSA-65"), (.mlDSA87, "ML-DSA-87")].map {
        try mldsa($0, $1, &generator)
      }
  }

  private static func rsa(
    _ bitCount: Int, _ generator: inout CTRDRBG
  ) throws -> Contestant {
    let key = try RSA.PrivateKey(generating: bitCount, from: &generator)
    var signature: [UInt8] = []
    return Contestant(
      name: "RSA-\(bitCount), PKCS #1 v1.5, SHA-256", peer: ("RSA", nil, bitCount, "SHA256"),
      sign: { signature = try key.signPKCS1(SHA256.hash(message), using: .sha256) },
      verify: {
        key.publicKey.isValidPKCS1(signature, for: SHA256.hash(message), using: .sha256)
      })
  }

  private static func ellipticCurve(
    _ curve: EllipticCurve, _ name: String, _ generator: inout CTRDRBG
  ) -> Contestant {
    let key = ECPrivateKey(generating: curve, from: &generator)
    var signature: (r: [UInt8], s: [UInt8]) = ([], [])
    return Contestant(
      name: "ECDSA \(name), SHA-256", peer: ("EC", name, 0, "SHA256"),
      sign: { signature = key.sign(SHA256.hash(message), using: .sha256, entropy: entropy) },
      verify: {
        key.publicKey.isValid(r: signature.r, s: signature.s, for: SHA256.hash(message))
      })
  }

  private static func ed25519(_ generator: inout CTRDRBG) throws -> Contestant {
    let key = try Ed25519.PrivateKey(seed: generator.generate(32))
    var signature: [UInt8] = []
    return Contestant(
      name: "Ed25519", peer: ("ED25519", nil, 0, nil),
      sign: { signature = key.sign(message) },
      verify: { key.publicKey.isValid(signature, for: message) })
  }

  /// Each signature is made with other random bytes: how often one begins anew depends on them.
  private static func mldsa(
    _ parameters: MLDSA.ParameterSet, _ name: String, _ generator: inout CTRDRBG
  ) throws -> Contestant {
    let key = try MLDSA.PrivateKey(seed: generator.generate(32), parameters)
    var signature: [UInt8] = []
    var rnd = entropy
    return Contestant(
      name: name, peer: (name, nil, 0, nil),
      sign: {
        rnd = SHA256.hash(rnd)
        signature = try key.sign(message, rnd: rnd)
      },
      verify: { key.publicKey.isValid(signature, for: message) })
  }

  /// A line of keys, made in turns; medians, since how long one takes is chance.
  private static func printGeneration(_ bitCount: Int, count: Int) throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 2, count: 48))
    var times: [[Double]] = [[], []]
    for _ in 0..<count {
      let start = thread_nanoseconds()
      _ = try RSA.PrivateKey(generating: bitCount, from: &generator)
      let middle = thread_nanoseconds()
      unsafe peer_key_free(peer_key("RSA", nil, bitCount))
      times[0].append(Double(middle - start) / 1e6)
      times[1].append(Double(thread_nanoseconds() - middle) / 1e6)
    }
    let medians = times.map { $0.sorted()[count / 2] }
    print(
      "| RSA-\(bitCount), a new key | \(count) | \(Int(medians[0])) | \(Int(medians[1])) "
        + "| \(Contestant.text(medians[1] / medians[0])) |")
  }
}
