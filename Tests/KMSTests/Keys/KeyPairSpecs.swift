import Kernel
import Testing

/// A type of key pairs, and what AWS says of it.
struct PairSpec: Sendable, CustomTestStringConvertible {
  let name: String
  let signing: [String]
  /// Bytes of the public key in DER.
  let publicKeyByteCount: Int

  var testDescription: String { name }

  init(_ name: String, _ signing: [String], _ publicKeyByteCount: Int) {
    (self.name, self.signing, self.publicKeyByteCount) = (name, signing, publicKeyByteCount)
  }

  static let ofRSA = [
    "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512", "RSASSA_PKCS1_V1_5_SHA_256",
    "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
  ]

  /// All that sign.
  static let all = [
    PairSpec("RSA_2048", ofRSA, 294), PairSpec("RSA_3072", ofRSA, 422),
    PairSpec("RSA_4096", ofRSA, 550), PairSpec("ECC_NIST_P256", ["ECDSA_SHA_256"], 91),
    PairSpec("ECC_NIST_P384", ["ECDSA_SHA_384"], 120),
    PairSpec("ECC_NIST_P521", ["ECDSA_SHA_512"], 158),
    PairSpec("ECC_SECG_P256K1", ["ECDSA_SHA_256"], 88),
    PairSpec("ECC_NIST_EDWARDS25519", ["ED25519_SHA_512", "ED25519_PH_SHA_512"], 44),
    PairSpec("ML_DSA_44", ["ML_DSA_SHAKE_256"], 1334),
    PairSpec("ML_DSA_65", ["ML_DSA_SHAKE_256"], 1974),
    PairSpec("ML_DSA_87", ["ML_DSA_SHAKE_256"], 2614),
  ]

  /// The bytes that a signature has, or at most has where it is DER.
  var signatureByteCounts: ClosedRange<Int> {
    switch name {
    case "RSA_2048": 256...256
    case "RSA_3072": 384...384
    case "RSA_4096": 512...512
    case "ECC_NIST_P384": 8...104
    case "ECC_NIST_P521": 8...139
    case "ECC_NIST_EDWARDS25519": 64...64
    case "ML_DSA_44": 2420...2420
    case "ML_DSA_65": 3309...3309
    case "ML_DSA_87": 4627...4627
    default: 8...72
    }
  }
}
