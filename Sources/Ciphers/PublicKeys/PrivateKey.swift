/// A private key of any algorithm, as PKCS #8 carries it, RFC 5958.
package enum PrivateKey: Sendable {
  /// Of RSA.
  case rsa(RSA.PrivateKey)
  /// A number, for a curve.
  case ellipticCurve(ECPrivateKey)
  /// Of Ed25519.
  case ed25519(Ed25519.PrivateKey)
  /// Of ML-DSA.
  case mlDSA(MLDSA.PrivateKey)

  /// The other half.
  package var publicKey: PublicKey {
    switch self {
    case .rsa(let key): .rsa(key.publicKey)
    case .ellipticCurve(let key): .ellipticCurve(key.publicKey)
    case .ed25519(let key): .ed25519(key.publicKey)
    case .mlDSA(let key): .mlDSA(key.publicKey)
    }
  }
}
