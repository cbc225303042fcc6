package import KMS

/// What services keep outside of the environment; S3 asks KMS for keys through the front door.
package struct Storage: Sendable {
  /// Keys and aliases.
  package var kms = KMSState()
  /// Buckets and objects.
  package var s3 = S3State()

  /// Makes the state of a new world.
  package init() {}
}
