/// How an object is encrypted at rest.
package enum EncryptionKind: Sendable, Equatable {
  /// Under keys that AWS keeps, as the header `x-amz-server-side-encryption` names them.
  case managed(ServerSideEncryption)
  /// SSE-C: under a key that its writer keeps, and sends with each call.
  case customer

  /// The header of answers; `nil` for SSE-C, which has headers of its own.
  package var header: ServerSideEncryption? {
    if case .managed(let algorithm) = self { algorithm } else { nil }
  }

  /// Whether KMS is asked for a key.
  package var usesKMS: Bool { header?.usesKMS ?? false }

  /// Whether ETags are digests of the content: only under S3's own key.
  package var hasDigestAsETag: Bool { header == .aes256 }

  /// The name that people give it.
  package var name: String { header?.name ?? "SSE-C" }

  /// What S3 calls it: the header's value, or SSE-C as in BlockedEncryptionTypes.
  package var text: String { header?.rawValue ?? "SSE-C" }
}
