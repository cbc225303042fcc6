package import Access
package import Kernel

/// Tells the rules by which S3 deletes what is in a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html
package enum GetBucketLifecycleConfiguration: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let lifecycle: Lifecycle }

  package static let name = "GetBucketLifecycleConfiguration"
  package static let summary = "Tells the rules by which S3 deletes what is in a bucket."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("TransitionDefaultMinimumObjectSize", \.lifecycle.minimumTransitionSize),
    .init("Rules", \.lifecycle.rules))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetLifecycleConfiguration"]
  package static let errors = ["NoSuchBucket", "NoSuchLifecycleConfiguration"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetLifecycleConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    guard let lifecycle = bucket.lifecycle else { throw .noLifecycle(request.bucket) }
    return Response(lifecycle: lifecycle)
  }
}
