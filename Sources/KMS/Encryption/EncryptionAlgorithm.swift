import Ciphers
import Kernel

/// How KMS encrypts under a key.
package enum EncryptionAlgorithm: String, EnumerationValue {
  case symmetricDefault = "SYMMETRIC_DEFAULT"
  case rsaesOAEPSHA1 = "RSAES_OAEP_SHA_1"
  case rsaesOAEPSHA256 = "RSAES_OAEP_SHA_256"
  case sm2PKE = "SM2PKE"

  package static let simulated = allCases.filter { $0 != .sm2PKE }

  /// The hash function of OAEP; `nil` for other algorithms.
  var oaepHash: HashAlgorithm? {
    switch self {
    case .rsaesOAEPSHA1: .sha1
    case .rsaesOAEPSHA256: .sha256
    case .symmetricDefault, .sm2PKE: nil
    }
  }
}
