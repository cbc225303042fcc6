package import Access
package import Kernel

/// Tells whether transfers to a bucket are accelerated: nothing, since that cannot be set here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html
package enum GetBucketAccelerateConfiguration: UnsetSetting {
  package static let name = "GetBucketAccelerateConfiguration"
  package static let summary =
    "Tells whether transfers to a bucket are accelerated: nothing, since that cannot be set here."
  package static let action = "s3:GetAccelerateConfiguration"
  package static let request = Shape(
    { SettingRequest(bucket: $0, owner: $1, unsimulated: $2) }, BucketName.member(\.bucket),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> EmptyResponse {
    EmptyResponse()
  }
}
