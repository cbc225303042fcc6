package import KMS
package import Kernel

/// What is stored with an object so that its content can be decrypted: never a key in the clear.
package struct Envelope: Sendable {
  /// The kind of encryption.
  package let kind: EncryptionKind
  /// The KMS key; `nil` where KMS is not asked.
  package let key: ARN?
  /// The pairs that the writer added to the encryption context.
  package let context: EncryptionContext
  /// The wrapped data keys, one a layer, the innermost first.
  package let layers: [WrappedKey]

  /// Whether the data key comes of a bucket key.
  package var usesBucketKey: Bool { bucketKey != nil }

  /// The bucket key that the data key comes of.
  package var bucketKey: BucketKeyID? {
    if case .derived(let id, _) = layers.first { id } else { nil }
  }

  /// What is kept of the key of a customer; `nil` for other kinds.
  package var customerKeyMark: CustomerKeyMark? {
    if case .customer(let mark) = layers.first { mark } else { nil }
  }
}

extension Envelope {
  /// The kind of encryption, as an answer tells it.
  static let kindField = Fields<Envelope>(.init("ServerSideEncryption", \.kind.header))
  /// What an answer tells of the key.
  static let keyFields = Fields<Envelope>(
    .init("SSEKMSKeyId", \.key),
    .init("SSEKMSEncryptionContext", \.contextHeader), .init("BucketKeyEnabled", \.bucketKeyHeader))

  /// The writer's pairs of the encryption context; S3's own are not told.
  private var contextHeader: String? { context.pairs.isEmpty ? nil : context.header }

  /// True, or absent where no bucket key was used.
  var bucketKeyHeader: Bool? { usesBucketKey ? true : nil }
}

/// A data key as it is stored.
package enum WrappedKey: Sendable {
  /// Encrypted by KMS.
  case kms(CiphertextBlob)
  /// Derived from a bucket key with a salt.
  case derived(BucketKeyID, salt: [UInt8])
  /// Encrypted under S3's own key.
  case owned(SealedKey)
  /// Not stored at all: derived from a key that its owner keeps.
  case customer(CustomerKeyMark)
}
