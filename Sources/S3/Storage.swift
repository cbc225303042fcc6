package import IAM
package import KMS

/// The state of all services; S3 keeps its own, and asks KMS for keys through the front door.
package struct Storage: Sendable {
  /// Keys and aliases.
  package var kms = KMSState()
  /// Buckets and objects.
  package var s3 = S3State()
  /// IAM keeps what it has in the environment.
  package var iam = IAMState()
  /// STS keeps nothing.
  package var sts = STSState()
  /// CloudTrail reads the trail, which every call has.
  package var cloudTrail = CloudTrailState()

  /// Makes the state of a new world.
  package init() {}
}
