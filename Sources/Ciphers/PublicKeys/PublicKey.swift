/// A public key of any algorithm, as a SubjectPublicKeyInfo carries it, RFC 5280 §4.1.2.7.
package enum PublicKey: Sendable, Equatable {
  /// Of RSA.
  case rsa(RSA.PublicKey)
  /// A point of a curve.
  case ellipticCurve(ECPublicKey)
  /// Of Ed25519.
  case ed25519(Ed25519.PublicKey)
  /// Of ML-DSA.
  case mlDSA(MLDSA.PublicKey)

  /// Reads a SubjectPublicKeyInfo in DER; fails for a key that no private key can belong to.
  package init(subjectPublicKeyInfo bytes: [UInt8]) throws(CipherError) {
    var outer = DERReader(bytes[...])
    var info = try outer.constructed()
    try outer.requireEnd()
    let algorithm = try KeyAlgorithm(&info)
    let key = Array(try info.bitString())
    try info.requireEnd()
    switch algorithm {
    case .rsa:
      var reader = DERReader(key[...])
      var numbers = try reader.constructed()
      try reader.requireEnd()
      let (n, e) = (try numbers.unsignedInteger(), try numbers.unsignedInteger())
      try numbers.requireEnd()
      self = .rsa(try RSA.PublicKey(n: n, e: e))
    case .ellipticCurve(let curve): self = .ellipticCurve(try ECPublicKey(key, on: curve))
    case .ed25519: self = .ed25519(try Ed25519.PublicKey(key))
    case .mlDSA(let parameters): self = .mlDSA(try MLDSA.PublicKey(key, parameters))
    }
  }

  /// The key as a SubjectPublicKeyInfo in DER: what GetPublicKey answers.
  package var subjectPublicKeyInfo: [UInt8] {
    DERWriter.sequence(algorithm.identifier, DERWriter.bitString(subjectPublicKey))
  }

  /// Its kind.
  package var algorithm: KeyAlgorithm {
    switch self {
    case .rsa: .rsa
    case .ellipticCurve(let key): .ellipticCurve(key.curve)
    case .ed25519: .ed25519
    case .mlDSA(let key): .mlDSA(key.parameters)
    }
  }

  /// The subjectPublicKey of its algorithm: RFC 3279 §2.3.1, RFC 5480 §2.2, RFC 8410 §4, RFC 9881
  /// §4.
  private var subjectPublicKey: [UInt8] {
    switch self {
    case .rsa(let key):
      DERWriter.sequence(
        DERWriter.unsignedInteger(key.n), DERWriter.unsignedInteger(key.e))
    case .ellipticCurve(let key): key.bytes
    case .ed25519(let key): key.bytes
    case .mlDSA(let key): key.bytes
    }
  }
}
