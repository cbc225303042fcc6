package import Access

/// Tells where a bucket is replicated: nowhere, since that cannot be set here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketReplication.html
package enum GetBucketReplication: UnsetSetting {
  package static let name = "GetBucketReplication"
  package static let summary =
    "Tells where a bucket is replicated: nowhere, since that cannot be set here."
  package static let action = "s3:GetReplicationConfiguration"
  package static let errors = ["NoSuchBucket", "ReplicationConfigurationNotFoundError"]

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    throw .noSetting(
      code: "ReplicationConfigurationNotFoundError", "The replication configuration was not found",
      bucket)
  }
}
