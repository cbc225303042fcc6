package import Ciphers
import Kernel

/// How material is to be wrapped for its way to AWS.
package enum WrappingAlgorithm: String, EnumerationValue {
  case rsaesPKCS1 = "RSAES_PKCS1_V1_5"
  case rsaesOAEPSHA1 = "RSAES_OAEP_SHA_1"
  case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"
  case rsaAESKeyWrapSHA1 = "RSA_AES_KEY_WRAP_SHA_1"
  case rsaAESKeyWrapSHA256 = "RSA_AES_KEY_WRAP_SHA_256"
  case sm2PKE = "SM2PKE"

  /// All but the one that AWS has refused since October 2023, and the one of China.
  package static let simulated = allCases.filter { $0 != .rsaesPKCS1 && $0 != .sm2PKE }

  /// The hash function of OAEP.
  private var hash: HashAlgorithm {
    switch self {
    case .rsaesOAEPSHA1, .rsaAESKeyWrapSHA1: .sha1
    default: .sha256
    }
  }

  /// Whether an AES key travels under the RSA key, and the material under the AES key.
  private var isHybrid: Bool { self == .rsaAESKeyWrapSHA1 || self == .rsaAESKeyWrapSHA256 }

  /// Whether material of that type can be wrapped so: the private key of RSA is too long for RSA
  /// alone, that of P-521 for RSA of 2048 bits; AES in between is for private keys.
  func fits(_ material: KeySpec, under spec: WrappingKeySpec) -> Bool {
    if isHybrid { return material.sort == .asymmetric }
    return material.modulusBitCount == nil
      && !(material == .ECC_NIST_P521 && spec == .RSA_2048)
  }

  /// Wraps material under a public key; fails for material that is empty, or too long for RSA.
  ///
  /// `drawn` is what randomness it takes, 64 bytes: an AES key and the seed of OAEP.
  package func wrap(
    _ material: [UInt8], under key: RSA.PublicKey, drawn: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let seed = Array(drawn.suffix(hash.byteCount))
    guard isHybrid else { return try key.encryptOAEP(material, using: hash, seed: seed) }
    let aesKey = Array(drawn.prefix(32))
    let wrappedKey = try key.encryptOAEP(aesKey, using: hash, seed: seed)
    return try wrappedKey
      + AES.KeyWrap.wrapPadded(SymmetricKey(material), using: SymmetricKey(aesKey))
  }

  /// The material in a wrapping.
  func unwrap(
    _ wrapped: [UInt8], using key: RSA.PrivateKey
  ) throws(CipherError) -> SymmetricKey {
    guard isHybrid else { return SymmetricKey(try key.decryptOAEP(wrapped, using: hash)) }
    let count = key.publicKey.byteCount
    let aesKey = try key.decryptOAEP(Array(wrapped.prefix(count)), using: hash)
    return try AES.KeyWrap.unwrapPadded(
      Array(wrapped.dropFirst(count)), using: SymmetricKey(aesKey))
  }
}

/// The type of the public key that wraps material.
package enum WrappingKeySpec: String, EnumerationValue {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case RSA_2048, RSA_3072, RSA_4096, SM2

  package static let simulated = allCases.filter { $0 != .SM2 }

  /// The length of its modulus in bits.
  var modulusBitCount: Int {
    switch self {
    case .RSA_2048, .SM2: 2048
    case .RSA_3072: 3072
    case .RSA_4096: 4096
    }
  }
}
