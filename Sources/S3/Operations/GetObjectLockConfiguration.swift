package import Access
package import Kernel

/// Tells whether a bucket has Object Lock, and the retention of its new versions.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html
package enum GetObjectLockConfiguration: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let configuration: ObjectLockConfiguration }

  package static let name = "GetObjectLockConfiguration"
  package static let summary =
    "Tells whether a bucket has Object Lock, and the retention of its new versions."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("ObjectLockConfiguration", \.configuration))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetBucketObjectLockConfiguration"]
  package static let errors = ["NoSuchBucket", "ObjectLockConfigurationNotFoundError"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketObjectLockConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    guard let lock = bucket.objectLock else { throw .noObjectLock(request.bucket) }
    return Response(configuration: ObjectLockConfiguration(lock))
  }
}
