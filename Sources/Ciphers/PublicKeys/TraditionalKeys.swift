extension PrivateKey {
  /// Reads an RSAPrivateKey in DER, RFC 8017 §A.1.2.
  package init(pkcs1 bytes: [UInt8]) throws(CipherError) {
    self = .rsa(try RSA.PrivateKey(pkcs1: bytes[...]))
  }

  /// Reads an ECPrivateKey in DER, RFC 5915 §3, which must name its curve.
  package init(sec1 bytes: [UInt8]) throws(CipherError) {
    var outer = DERReader(bytes[...])
    var reader = try outer.constructed()
    _ = try reader.unsignedInteger()
    _ = try reader.contents(of: .octetString)
    let parameters = Array(try reader.contents(of: .explicit0))
    guard let curve = EllipticCurve.allCases.first(where: { $0.namedCurve == parameters }) else {
      throw .invalidEncoding
    }
    self = .ellipticCurve(try ECPrivateKey(sec1: bytes[...], on: curve))
  }

  /// The key in the form that its algorithm had before PKCS #8: RSAPrivateKey, or ECPrivateKey with
  /// the curve's name; nothing for the others, which have none.
  package var traditional: [UInt8]? {
    switch self {
    case .rsa(let key): key.pkcs1
    case .ellipticCurve(let key): key.sec1NamingCurve
    case .ed25519, .mlDSA: nil
    }
  }
}

extension ECPrivateKey {
  /// The key as an ECPrivateKey in DER, RFC 5915 §3, with the curve and the public key.
  fileprivate var sec1NamingCurve: [UInt8] {
    DERWriter.sequence(
      DERWriter.unsignedInteger([1]), DERWriter.element(.octetString, copyBytes()),
      DERWriter.element(.explicit0, curve.namedCurve),
      DERWriter.element(.explicit1, DERWriter.bitString(publicKey.bytes)))
  }
}
