package import Access
package import Kernel

/// Takes away the rules by which S3 deletes what is in a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html
package enum DeleteBucketLifecycle: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeleteBucketLifecycle"
  package static let summary = "Takes away the rules by which S3 deletes what is in a bucket."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let permissions = ["s3:PutLifecycleConfiguration"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutLifecycleConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    _ = try request.found(in: storage.s3)
    storage.s3.setLifecycle(nil, of: request.bucket, &environment)
    return EmptyResponse()
  }
}
