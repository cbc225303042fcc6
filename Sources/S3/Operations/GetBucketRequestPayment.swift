import Access
package import Kernel

/// Tells who pays for the requests to a bucket: its owner, since that cannot be set here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html
package enum GetBucketRequestPayment: UnsetSetting {
  package struct Response: Sendable { let payer: Payer }
  /// Who pays.
  package enum Payer: String, EnumerationValue {
    case requester = "Requester"
    case bucketOwner = "BucketOwner"
  }

  package static let name = "GetBucketRequestPayment"
  package static let summary =
    "Tells who pays for the requests to a bucket: its owner, since that cannot be set here."
  package static let action = "s3:GetBucketRequestPayment"
  package static let response = Fields<Response>(.init("Payer", \.payer))

  package static func unset(_ bucket: BucketName) throws(S3Failure) -> Response {
    Response(payer: .bucketOwner)
  }
}
