package import Access

/// Tells which origins may use a bucket: there are no such rules here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html
package enum GetBucketCors: UnsetSetting {
  package static let name = "GetBucketCors"
  package static let summary = "Tells which origins may use a bucket: there are no such rules here."
  package static let action = "s3:GetBucketCORS"
  package static let errors = ["NoSuchBucket", "NoSuchCORSConfiguration"]

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    throw .noSetting(
      code: "NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket)
  }
}
