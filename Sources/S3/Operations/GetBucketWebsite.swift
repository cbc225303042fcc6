package import Access

/// Tells how a bucket is a website: none is one here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html
package enum GetBucketWebsite: UnsetSetting {
  package static let name = "GetBucketWebsite"
  package static let summary = "Tells how a bucket is a website: none is one here."
  package static let action = "s3:GetBucketWebsite"
  package static let errors = ["NoSuchBucket", "NoSuchWebsiteConfiguration"]

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    throw .noSetting(
      code: "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration", bucket)
  }
}
