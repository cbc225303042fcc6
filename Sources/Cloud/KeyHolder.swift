package import KMS
package import S3

/// Whose key an object lies under.
package enum KeyHolder: Sendable, Equatable {
  /// S3's own: SSE-S3.
  case s3
  /// Its writer's, which nobody else has: SSE-C.
  case customer
  /// A key of KMS.
  case kms(KeyAddress)

  /// The holder of the key of an object.
  package init(_ object: StoredObject) {
    let envelope = object.envelope
    self =
      if let key = envelope.key.flatMap(KeyAddress.init) {
        .kms(key)
      } else {
        envelope.kind == .customer ? .customer : .s3
      }
  }

  /// The key, where KMS has it.
  package var key: KeyAddress? { if case .kms(let key) = self { key } else { nil } }
}
