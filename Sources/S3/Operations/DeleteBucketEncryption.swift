package import Access
package import Kernel

/// Sets the encryption of a bucket back to SSE-S3.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html
package enum DeleteBucketEncryption: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeleteBucketEncryption"
  package static let summary = "Sets the encryption of a bucket back to SSE-S3."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let permissions = ["s3:PutEncryptionConfiguration"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutEncryptionConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    _ = try request.found(in: storage.s3)
    storage.s3[found: request.bucket].encryption = .standard
    return EmptyResponse()
  }
}
