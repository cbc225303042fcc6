import Kernel

/// The type of a key, as the API names it.
package enum KeySpec: String, EnumerationValue {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521,
    ECC_SECG_P256K1
  case symmetricDefault = "SYMMETRIC_DEFAULT"
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2, ML_DSA_44, ML_DSA_65, ML_DSA_87,
    ECC_NIST_EDWARDS25519

  /// All but the one that AWS has in its Regions in China alone.
  package static let simulated =
    [.symmetricDefault] + allCases.filter { $0 != .symmetricDefault && $0 != .SM2 }

  /// The usages that AWS allows for a key of this type.
  var usages: [KeyUsage] {
    switch self {
    case .symmetricDefault: [.encryptDecrypt]
    case .HMAC_224, .HMAC_256, .HMAC_384, .HMAC_512: [.generateVerifyMAC]
    case .RSA_2048, .RSA_3072, .RSA_4096: [.encryptDecrypt, .signVerify]
    case .ECC_NIST_P256, .ECC_NIST_P384, .ECC_NIST_P521: [.signVerify, .keyAgreement]
    case .SM2: [.encryptDecrypt, .signVerify, .keyAgreement]
    case .ECC_SECG_P256K1, .ECC_NIST_EDWARDS25519, .ML_DSA_44, .ML_DSA_65, .ML_DSA_87:
      [.signVerify]
    }
  }
}

extension KeySpec {
  /// What sort of key it is: aliases move within one, and operations are for one.
  enum Sort: Sendable { case symmetric, mac, asymmetric }

  /// Whether a key of this type is a pair of a public and a private key.
  package var isPair: Bool { sort == .asymmetric }

  /// The sort that a key of this type is of.
  var sort: Sort {
    switch self {
    case .symmetricDefault: .symmetric
    case .HMAC_224, .HMAC_256, .HMAC_384, .HMAC_512: .mac
    default: .asymmetric
    }
  }

  /// The algorithm of an HMAC key; `nil` for other types.
  var macAlgorithm: MACAlgorithm? {
    switch self {
    case .HMAC_224: .sha224
    case .HMAC_256: .sha256
    case .HMAC_384: .sha384
    case .HMAC_512: .sha512
    default: nil
    }
  }
}

/// How KMS computes message authentication codes.
package enum MACAlgorithm: String, EnumerationValue {
  case sha224 = "HMAC_SHA_224"
  case sha256 = "HMAC_SHA_256"
  case sha384 = "HMAC_SHA_384"
  case sha512 = "HMAC_SHA_512"
}

/// The type of a key under its old name, which knows no newer types.
package enum CustomerMasterKeySpec: String, EnumerationValue {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521,
    ECC_SECG_P256K1
  case symmetricDefault = "SYMMETRIC_DEFAULT"
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2

  package static let simulated = allCases.filter {
    KeySpec.simulated.map(\.rawValue).contains($0.rawValue)
  }

  /// The same type under its present name.
  var keySpec: KeySpec? { KeySpec(rawValue: rawValue) }
}

/// What a key is for.
package enum KeyUsage: String, EnumerationValue {
  case signVerify = "SIGN_VERIFY"
  case encryptDecrypt = "ENCRYPT_DECRYPT"
  case generateVerifyMAC = "GENERATE_VERIFY_MAC"
  case keyAgreement = "KEY_AGREEMENT"
}

/// Where key material comes from.
package enum OriginType: String, EnumerationValue {
  case awsKMS = "AWS_KMS"
  case external = "EXTERNAL"
  case awsCloudHSM = "AWS_CLOUDHSM"
  case externalKeyStore = "EXTERNAL_KEY_STORE"

  package static let simulated = allCases
}

/// The length of a data key, as an AES variant.
package enum DataKeySpec: String, EnumerationValue {
  case aes256 = "AES_256"
  case aes128 = "AES_128"

  /// The length in bytes.
  var byteCount: Int { self == .aes256 ? 32 : 16 }
}
