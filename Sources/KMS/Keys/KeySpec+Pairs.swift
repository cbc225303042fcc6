import Ciphers
import Kernel

extension KeySpec {
  /// The length of the modulus of an RSA key in bits; `nil` for other types.
  var modulusBitCount: Int? {
    switch self {
    case .RSA_2048: 2048
    case .RSA_3072: 3072
    case .RSA_4096: 4096
    default: nil
    }
  }

  /// The curve of a key for ECDSA or ECDH; `nil` for other types.
  var curve: EllipticCurve? {
    switch self {
    case .ECC_NIST_P256: .p256
    case .ECC_NIST_P384: .p384
    case .ECC_NIST_P521: .p521
    case .ECC_SECG_P256K1: .secp256k1
    default: nil
    }
  }

  /// The parameters of an ML-DSA key; `nil` for other types.
  var mlDSA: MLDSA.ParameterSet? {
    switch self {
    case .ML_DSA_44: .mlDSA44
    case .ML_DSA_65: .mlDSA65
    case .ML_DSA_87: .mlDSA87
    default: nil
    }
  }

  /// Whether a public key is one of this type.
  func has(_ key: PublicKey) -> Bool {
    switch key {
    case .rsa(let key): key.byteCount * 8 == modulusBitCount
    case .ellipticCurve(let key): key.curve == curve
    case .ed25519: self == .ECC_NIST_EDWARDS25519
    case .mlDSA(let key): key.parameters == mlDSA
    }
  }

  /// How a key of this type encrypts, if that is its use.
  var encryptionAlgorithms: [EncryptionAlgorithm] {
    switch self {
    case .symmetricDefault: [.symmetricDefault]
    case .RSA_2048, .RSA_3072, .RSA_4096: [.rsaesOAEPSHA1, .rsaesOAEPSHA256]
    default: []
    }
  }

  /// How a key of this type signs, if that is its use, in AWS's order.
  var signingAlgorithms: [SigningAlgorithm] {
    switch self {
    case .RSA_2048, .RSA_3072, .RSA_4096:
      [
        .rsassaPSSSHA256, .rsassaPSSSHA384, .rsassaPSSSHA512, .rsassaPKCS1SHA256,
        .rsassaPKCS1SHA384, .rsassaPKCS1SHA512,
      ]
    case .ECC_NIST_P256, .ECC_SECG_P256K1: [.ecdsaSHA256]
    case .ECC_NIST_P384: [.ecdsaSHA384]
    case .ECC_NIST_P521: [.ecdsaSHA512]
    case .ECC_NIST_EDWARDS25519: [.ed25519SHA512, .ed25519PHSHA512]
    case .ML_DSA_44, .ML_DSA_65, .ML_DSA_87: [.mlDSASHAKE256]
    default: []
    }
  }
}

extension Key {
  /// The private key; fails for keys that are no pair, and while its import is missing.
  func privateKey() throws(KMSFailure) -> PrivateKey {
    guard type.spec.sort == .asymmetric else { throw .hasNoPublicKey }
    guard let secret = materials.current?.secret?.privateKey else { throw .pendingImport(arn) }
    return secret
  }
}
