package import Access
package import Kernel

/// Removes all tags of a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html
package enum DeleteBucketTagging: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeleteBucketTagging"
  package static let summary = "Removes all tags of a bucket."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketTagging"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketTagging", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    _ = try request.found(in: storage.s3)
    storage.s3[found: request.bucket].tags = []
    return EmptyResponse()
  }
}
