import Access
import Ciphers
import Kernel

extension Key {
  /// The private key for a signature; fails unless key, algorithm and state allow the operation.
  func signingKey(
    _ algorithm: SigningAlgorithm, for operation: String
  ) throws(KMSFailure) -> PrivateKey {
    try require(.signVerify, for: operation)
    guard type.spec.signingAlgorithms.contains(algorithm) else {
      throw .incompatibleAlgorithm(algorithm.rawValue, type.spec)
    }
    try requireEnabled()
    return try privateKey()
  }
}

extension Key {
  /// The algorithms by which a signature is the key's own of a whole message.
  ///
  /// Anybody who has the public key can tell: neither the key's state counts nor a permission.
  package func algorithms(
    of signature: Signature, for message: [UInt8]
  ) -> [SigningAlgorithm] {
    guard let key = materials.current?.secret?.privateKey?.publicKey else { return [] }
    return (type.signingAlgorithms ?? []).filter { algorithm in
      key.isValid(signature, for: SignedMessage(whole: message, for: algorithm), algorithm)
    }
  }

  /// Whether a signature is the key's own of a message's digest, which was taken for the message.
  package func signsDigest(of message: [UInt8], as signature: Signature) -> Bool {
    (type.signingAlgorithms ?? []).compactMap(\.hash).contains { hash in
      !algorithms(of: signature, for: hash.hash(message)).isEmpty
    }
  }
}

extension PrivateKey {
  /// Signs, with salt, nonce or rnd from the world's generator; fails for none that fits.
  func sign(
    _ message: SignedMessage, _ algorithm: SigningAlgorithm, _ environment: inout Environment
  ) throws(CipherError) -> Signature {
    func draw(_ byteCount: Int) -> [UInt8] {
      environment.random.bytes(byteCount, from: .nonce)
    }
    switch (self, message) {
    case (.rsa(let key), .digest(let digest, let hash)):
      return Signature(
        algorithm.isPSS
          ? try key.signPSS(digest, using: hash, salt: draw(hash.byteCount))
          : try key.signPKCS1(digest, using: hash))
    case (.ellipticCurve(let key), .digest(let digest, let hash)):
      let (r, s) = key.sign(digest, using: hash, entropy: draw(32))
      return Signature(ECDSASignature(r: r, s: s).der)
    case (.ed25519(let key), .whole(let message)): return Signature(key.sign(message))
    case (.ed25519(let key), .digest(let digest, _)):
      return Signature(try key.signPrehashed(digest))
    case (.mlDSA(let key), .whole(let message)):
      return Signature(try key.sign(message, rnd: draw(32)))
    case (.mlDSA(let key), .mu(let mu)): return Signature(try key.sign(mu: mu, rnd: draw(32)))
    default: throw .incorrectParameterSize
    }
  }
}

extension PublicKey {
  /// Whether a signature is one of that message.
  func isValid(
    _ signature: Signature, for message: SignedMessage, _ algorithm: SigningAlgorithm
  ) -> Bool {
    let bytes = signature.bytes
    switch (self, message) {
    case (.rsa(let key), .digest(let digest, let hash)):
      return algorithm.isPSS
        ? key.isValidPSS(bytes, for: digest, using: hash)
        : key.isValidPKCS1(bytes, for: digest, using: hash)
    case (.ellipticCurve(let key), .digest(let digest, _)):
      guard let numbers = try? ECDSASignature(der: bytes) else { return false }
      return key.isValid(r: numbers.r, s: numbers.s, for: digest)
    case (.ed25519(let key), .whole(let message)): return key.isValid(bytes, for: message)
    case (.ed25519(let key), .digest(let digest, _)):
      return key.isValidPrehashed(bytes, for: digest)
    case (.mlDSA(let key), .whole(let message)): return key.isValid(bytes, for: message)
    case (.mlDSA(let key), .mu(let mu)): return key.isValid(bytes, mu: mu)
    default: return false
    }
  }
}

extension SigningAlgorithm {
  /// Whether an RSA signature is padded with PSS rather than with PKCS #1 v1.5.
  fileprivate var isPSS: Bool {
    switch self {
    case .rsassaPSSSHA256, .rsassaPSSSHA384, .rsassaPSSSHA512: true
    default: false
    }
  }
}
