import Kernel

/// The kinds of encryption at rest, as the header `x-amz-server-side-encryption` names them.
package enum ServerSideEncryption: String, EnumerationValue {
  /// SSE-S3: under S3's own key.
  case aes256 = "AES256"
  /// FSx access points, which this program has not.
  case fsx = "aws:fsx"
  /// SSE-KMS: under a data key of KMS.
  case kms = "aws:kms"
  /// DSSE-KMS: under a data key of KMS, and once more under S3's own key.
  case dsse = "aws:kms:dsse"

  package static let simulated: [ServerSideEncryption] = [.aes256, .kms, .dsse]

  /// Whether KMS is asked for a key.
  package var usesKMS: Bool { self == .kms || self == .dsse }

  /// The name that people give it.
  package var name: String {
    switch self {
    case .aes256: "SSE-S3"
    case .kms: "SSE-KMS"
    case .dsse: "DSSE-KMS"
    case .fsx: "FSx"
    }
  }
}
