import Ciphers
import Kernel

extension FuzzTarget {
  /// Keys and signatures in DER, as GetPublicKey answers, DeriveSharedSecret and imports take them.
  static let der = FuzzTarget("der") { dice in
    dice.once(in: 2)
      ? DERCorpus.flipped(dice.pick(DERCorpus.all), &dice)
      : DERCorpus.mutation.mutated(DERCorpus.all, &dice)
  } check: { input in
    if let key = try? PublicKey(subjectPublicKeyInfo: input) {
      guard key.subjectPublicKeyInfo == input else { return "a public key in two encodings" }
    }
    if let signature = try? ECDSASignature(der: input) {
      guard signature.der == input else { return "a signature in two encodings" }
    }
    if let key = try? PrivateKey(pkcs8: input) {
      // Version, attributes and what repeats itself may differ; the key may not.
      guard let again = try? PrivateKey(pkcs8: key.pkcs8), again.publicKey == key.publicKey,
        again.pkcs8 == key.pkcs8
      else { return "a private key changes on its way" }
    }
    return nil
  }
}

/// Real keys and signatures, a few of each kind.
private enum DERCorpus {
  static let mutation = Mutation(
    [
      "\u{30}\u{82}", "\u{2}\u{1}\u{0}", "\u{3}\u{2}\u{0}", "\u{4}\u{22}", "\u{5}\u{0}",
      "\u{6}\u{3}+ep", "\u{30}\u{0}", "\u{2}\u{0}", "\u{0}",
    ], limit: 3000)

  static let all: [[UInt8]] =
    keys.flatMap { key in
      [key.publicKey.subjectPublicKeyInfo, key.pkcs8]
    } + [ECDSASignature(r: [1], s: [0x80]).der] + signatures

  /// An entry with another byte, most often among the tags and lengths at its beginning.
  static func flipped(_ entry: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = entry
    let reach = dice.once(in: 4) ? bytes.count : min(40, bytes.count)
    bytes[dice.below(reach)] ^= UInt8(1 << dice.below(8))
    return bytes
  }

  private static let keys: [PrivateKey] = {
    guard var generator = try? CTRDRBG(entropy: [UInt8](repeating: 1, count: 48)) else { return [] }
    var keys = EllipticCurve.allCases.map {
      PrivateKey.ellipticCurve(ECPrivateKey(generating: $0, from: &generator))
    }
    let seed = [UInt8](repeating: 2, count: 32)
    if let key = try? RSA.PrivateKey(generating: 2048, from: &generator) { keys.append(.rsa(key)) }
    if let key = try? Ed25519.PrivateKey(seed: seed) { keys.append(.ed25519(key)) }
    if let key = try? MLDSA.PrivateKey(seed: seed, .mlDSA44) { keys.append(.mlDSA(key)) }
    return keys
  }()

  private static let signatures: [[UInt8]] = keys.compactMap { key in
    guard case .ellipticCurve(let key) = key else { return nil }
    let (r, s) = key.sign(SHA256.hash([1]), using: .sha256, entropy: [])
    return ECDSASignature(r: r, s: s).der
  }
}
