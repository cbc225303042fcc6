import Ciphers

/// Private keys, fixed against random, and what is computed with them.
///
/// A key comes of the input and is made before the clock starts. Of RSA, whose keys take too long to
/// make, there are as many of each class, and each in memory of its own, so that both classes find
/// the same caches.
///
/// How often ML-DSA begins a signature anew is public (FIPS 204 §3.2), and follows from the key, the
/// message and its random bytes: the time of signing differs with it, and tells nothing. What can be
/// timed is what is done with a secret once: unpacking it, and its number-theoretic transform.
struct PublicKeyTrials {
  private static let digest = [UInt8](repeating: 7, count: 32)
  private static let keyCount = 16

  private let fixedKeys: [RSA.PrivateKey]
  private let randomKeys: [RSA.PrivateKey]
  private let peer: ECPublicKey

  /// Makes the keys that are not made of inputs.
  init() throws {
    var generator = try CTRDRBG(entropy: [UInt8](repeating: 3, count: 48))
    let fixed = try RSA.PrivateKey(generating: 2048, from: &generator).numbers()
    fixedKeys = try (0..<Self.keyCount).map { _ in try RSA.PrivateKey(fixed) }
    randomKeys = try (0..<Self.keyCount).map { _ in
      try RSA.PrivateKey(generating: 2048, from: &generator)
    }
    peer = ECPrivateKey(generating: .p256, from: &generator).publicKey
  }

  /// One after the other; those that take long are measured less often.
  func all() -> [Trial] { rsa() + curves() + [mldsa()] }

  private func rsa() -> [Trial] {
    var turn = 0
    return [
      Trial(what: "RSA-2048, signing", secret: "key", byteCount: 32, share: 20) { input in
        turn = (turn + 1) % Self.keyCount
        let key = (input.allSatisfy { $0 == 0 } ? fixedKeys : randomKeys)[turn]
        return { (try? key.signPKCS1(Self.digest, using: .sha256))?[0] ?? 0 }
      },
      Trial(what: "RSA-2048, signing", secret: "message", byteCount: 32, share: 20) { input in
        turn = (turn + 1) % Self.keyCount
        let key = fixedKeys[turn]
        return { (try? key.signPKCS1(input, using: .sha256))?[0] ?? 0 }
      },
    ]
  }

  private func curves() -> [Trial] {
    [
      Trial(what: "ECDSA P-256, signing", secret: "key, nonce", byteCount: 32, share: 4) { input in
        let key = Self.p256(input)
        return { key?.sign(Self.digest, using: .sha256, entropy: []).r[0] ?? 0 }
      },
      Trial(what: "ECDH P-256", secret: "key", byteCount: 32, share: 4) { input in
        let key = Self.p256(input)
        return { (try? key?.sharedSecret(with: peer))?[0] ?? 0 }
      },
      Trial(what: "Ed25519, signing", secret: "key", byteCount: 32, share: 4) { input in
        let key = try? Ed25519.PrivateKey(seed: input)
        return { key?.sign(Self.digest)[0] ?? 0 }
      },
    ]
  }

  /// Zeros are no key: the fixed one is 2.
  private static func p256(_ input: [UInt8]) -> ECPrivateKey? {
    try? ECPrivateKey(
      input.allSatisfy { $0 == 0 } ? input.dropLast() + [2] : input, on: .p256)
  }

  /// s₁ and s₂ have four bits a coefficient, from 0 to 8: zeros are all 4, random ones are below 8.
  private func mldsa() -> Trial {
    let parameters = MLDSA.ParameterSet.mlDSA65
    // ρ, K and tr, and then k + l = 11 polynomials of 128 bytes.
    let secrets = 128..<128 + 11 * 128
    return Trial(
      what: "ML-DSA-65, expanding a stored key", secret: "s₁, s₂, t₀",
      byteCount: parameters.privateKeyByteCount, share: 4
    ) { input in
      var key = input
      for i in secrets { key[i] &= 0x77 }
      return {
        let expanded = try? MLDSA.SigningKey(expanded: key, parameters)
        return expanded == nil ? 0 : 1
      }
    }
  }
}
