package import Access

/// Tells where a bucket logs its requests: nowhere, since that cannot be set here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html
package enum GetBucketLogging: UnsetSetting {
  package static let name = "GetBucketLogging"
  package static let summary =
    "Tells where a bucket logs its requests: nowhere, since that cannot be set here."
  package static let action = "s3:GetBucketLogging"

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    EmptyResponse()
  }
}
