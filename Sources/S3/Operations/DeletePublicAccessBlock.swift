package import Access
package import Kernel

/// Takes away the settings that keep a bucket from being public.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html
package enum DeletePublicAccessBlock: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeletePublicAccessBlock"
  package static let summary =
    "Takes away the settings that keep a bucket from being public."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketPublicAccessBlock"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketPublicAccessBlock", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    _ = try request.found(in: storage.s3)
    storage.s3[found: request.bucket].publicAccessBlock = nil
    return EmptyResponse()
  }
}
