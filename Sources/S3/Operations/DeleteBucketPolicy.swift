package import Access
package import Kernel

/// Takes the policy of a bucket away, where it has one.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html
package enum DeleteBucketPolicy: S3Operation {
  package typealias Request = BucketRequest

  package static let name = "DeleteBucketPolicy"
  package static let summary = "Takes the policy of a bucket away, where it has one."
  package static let request = BucketRequest.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchBucket", "MethodNotAllowed"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demandOnPolicy("s3:DeleteBucketPolicy", of: request.bucket, as: call)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.owner.check(storage.s3.bucketOfCaller(request.bucket, "DELETE", as: call))
    storage.s3[found: request.bucket].policy = nil
    return EmptyResponse()
  }
}
