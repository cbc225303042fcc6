package import KMS
package import Kernel

/// What is stored with an object so that its content can be decrypted: never a key in the clear.
package struct Envelope: Sendable {
  /// The kind of encryption.
  package let algorithm: ServerSideEncryption
  /// The KMS key; `nil` for SSE-S3.
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
}

extension Envelope {
  /// The kind of encryption, as an answer tells it.
  static let kindField = Fields<Envelope>(.init("ServerSideEncryption", \.algorithm))
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
}
