package import Access
package import Kernel

/// Tells whether a bucket keeps the versions of its objects; nothing, where that was never set.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
package enum GetBucketVersioning: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable {
    let status: Versioning?
    let mfaDelete: PutBucketVersioning.MFADelete?
  }

  package static let name = "GetBucketVersioning"
  package static let summary =
    "Tells whether a bucket keeps the versions of its objects; nothing, where that was never set."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("Status", \.status), .init("MFADelete", \.mfaDelete))
  package static let effect = Effect.read
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketVersioning", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    return Response(
      status: bucket.versioning, mfaDelete: bucket.tellsMFADelete ? .disabled : nil)
  }
}
