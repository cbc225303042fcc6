package import Access

/// Tells whom a bucket notifies: nobody, since that cannot be set here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html
package enum GetBucketNotificationConfiguration: UnsetSetting {
  package static let name = "GetBucketNotificationConfiguration"
  package static let summary =
    "Tells whom a bucket notifies: nobody, since that cannot be set here."
  package static let action = "s3:GetBucketNotification"

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    EmptyResponse()
  }
}
