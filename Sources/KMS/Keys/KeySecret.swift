import Access
package import Ciphers
import Kernel

/// The secret of a version of key material, erased with its last copy.
package enum KeySecret: Sendable {
  /// The bytes of a symmetric or HMAC key.
  case symmetric(SymmetricKey)
  /// The private key of a pair.
  case pair(PrivateKey)

  /// The bytes of a symmetric or HMAC key; `nil` for pairs.
  package var symmetricKey: SymmetricKey? {
    if case .symmetric(let key) = self { key } else { nil }
  }

  /// The private key of a pair; `nil` for symmetric and HMAC keys.
  package var privateKey: PrivateKey? {
    if case .pair(let key) = self { key } else { nil }
  }

  /// A copy of the bytes of a symmetric key, or of a private key's PKCS #8.
  package func copyBytes() -> [UInt8] {
    switch self {
    case .symmetric(let key): key.copyBytes()
    case .pair(let key): key.pkcs8
    }
  }

  /// What tells it from others: its bytes, or the public half of a pair.
  var identifyingBytes: SymmetricKey {
    switch self {
    case .symmetric(let key): key
    case .pair(let key): SymmetricKey(key.publicKey.subjectPublicKeyInfo)
    }
  }
}

extension KeySpec {
  /// The bytes that a secret of this type is drawn from: those of a symmetric key or of a seed, or
  /// what seeds a generator.
  private var drawnByteCount: Int {
    switch self {
    case .HMAC_224: 28
    case .HMAC_384: 48
    case .HMAC_512: 64
    case .symmetricDefault, .HMAC_256, .ECC_NIST_EDWARDS25519, .ML_DSA_44, .ML_DSA_65, .ML_DSA_87:
      32
    default: 48
    }
  }

  /// Draws a secret, and as many bytes more as asked for.
  func drawSecret(
    _ environment: inout Environment, from stream: RandomStreams.Stream, andMore byteCount: Int = 0
  ) -> (secret: KeySecret, more: [UInt8]) {
    var drawn = environment.random.bytes(drawnByteCount + byteCount, from: stream)
    defer { erase(&drawn) }
    do throws(CipherError) {
      return (try secret(of: Array(drawn.prefix(drawnByteCount))), Array(drawn.suffix(byteCount)))
    } catch {
      preconditionFailure("seeds of that length make a key: \(error)")
    }
  }

  private func secret(of drawn: consuming [UInt8]) throws(CipherError) -> KeySecret {
    if let parameters = mlDSA {
      return .pair(.mlDSA(try MLDSA.PrivateKey(seed: drawn, parameters)))
    }
    if self == .ECC_NIST_EDWARDS25519 {
      return .pair(.ed25519(try Ed25519.PrivateKey(seed: drawn)))
    }
    if let curve {
      var generator = try CTRDRBG(entropy: drawn)
      return .pair(.ellipticCurve(ECPrivateKey(generating: curve, from: &generator)))
    }
    if let modulusBitCount {
      var generator = try CTRDRBG(entropy: drawn)
      return .pair(.rsa(try RSA.PrivateKey(generating: modulusBitCount, from: &generator)))
    }
    return .symmetric(SymmetricKey(drawn))
  }

  /// The secret that imported bytes are; `nil` where they are none of this type.
  ///
  /// An HMAC key may be longer than KMS would make it; a private key comes as PKCS #8.
  func secret(ofImported bytes: SymmetricKey) -> KeySecret? {
    let lengths: ClosedRange<Int>
    switch self {
    case .symmetricDefault: lengths = 32...32
    case .HMAC_224: lengths = 28...64
    case .HMAC_256: lengths = 32...64
    case .HMAC_384: lengths = 48...128
    case .HMAC_512: lengths = 64...128
    default:
      guard let key = try? PrivateKey(pkcs8: bytes.copyBytes()), has(key.publicKey) else {
        return nil
      }
      return .pair(key)
    }
    return lengths.contains(bytes.count) ? .symmetric(bytes) : nil
  }
}
