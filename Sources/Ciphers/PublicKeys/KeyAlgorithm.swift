/// The kinds of key pairs, each with the AlgorithmIdentifier that keys carry.
package enum KeyAlgorithm: Sendable, Equatable {
  /// RSA, RFC 8017, whatever the size and the padding.
  case rsa
  /// An elliptic curve of short Weierstrass form, RFC 5480.
  case ellipticCurve(EllipticCurve)
  /// Ed25519, RFC 8410.
  case ed25519
  /// ML-DSA, RFC 9881.
  case mlDSA(MLDSA.ParameterSet)

  /// All of them.
  package static let all: [KeyAlgorithm] =
    [.rsa] + EllipticCurve.allCases.map { .ellipticCurve($0) } + [.ed25519]
    + MLDSA.ParameterSet.allCases.map { .mlDSA($0) }

  /// The AlgorithmIdentifier as a SEQUENCE in DER.
  var identifier: [UInt8] {
    switch self {
    case .rsa:
      DERWriter.sequence(
        DERWriter.element(.objectIdentifier, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]),
        DERWriter.element(.null, []))
    case .ellipticCurve(let curve):
      DERWriter.sequence(
        DERWriter.element(.objectIdentifier, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1]),
        DERWriter.element(.objectIdentifier, curve.objectIdentifier))
    case .ed25519:
      DERWriter.sequence(DERWriter.element(.objectIdentifier, [0x2B, 0x65, 0x70]))
    case .mlDSA(let parameters):
      DERWriter.sequence(
        DERWriter.element(
          .objectIdentifier,
          [0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 3, parameters.lastArc]))
    }
  }

  /// The algorithm of the next AlgorithmIdentifier.
  init(_ reader: inout DERReader) throws(CipherError) {
    let identifier = DERWriter.element(.sequence, Array(try reader.contents(of: .sequence)))
    guard let algorithm = KeyAlgorithm.all.first(where: { $0.identifier == identifier }) else {
      throw .invalidEncoding
    }
    self = algorithm
  }
}

extension EllipticCurve {
  /// The object identifier of the named curve, RFC 5480 §2.1.1.1 and SEC 2.
  fileprivate var objectIdentifier: [UInt8] {
    switch self {
    case .p256: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]
    case .p384: [0x2B, 0x81, 0x04, 0, 34]
    case .p521: [0x2B, 0x81, 0x04, 0, 35]
    case .secp256k1: [0x2B, 0x81, 0x04, 0, 10]
    }
  }

  /// The object identifier as an element, as ECPrivateKey may repeat it.
  var namedCurve: [UInt8] { DERWriter.element(.objectIdentifier, objectIdentifier) }
}

extension MLDSA.ParameterSet {
  /// The last arc of the object identifier, RFC 9881 §2.
  fileprivate var lastArc: UInt8 {
    switch self {
    case .mlDSA44: 17
    case .mlDSA65: 18
    case .mlDSA87: 19
    }
  }
}
