package import Access
package import Kernel

/// Tells whether the policy of a bucket is public.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html
package enum GetBucketPolicyStatus: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let status: Status }
  /// PolicyStatus.
  package struct Status: ReplyStructure {
    let isPublic: Bool
    package static let fields = Fields<Status>(.init("IsPublic", \.isPublic))
  }

  package static let name = "GetBucketPolicyStatus"
  package static let summary = "Tells whether the policy of a bucket is public."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(.init("PolicyStatus", \.status))
  package static let effect = Effect.read
  package static let errors = ["NoSuchBucket", "NoSuchBucketPolicy", "MethodNotAllowed"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketPolicyStatus", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let policy = try storage.s3.policy(of: request.bucket, request.owner, as: call)
    return Response(status: Status(isPublic: policy.isPublic))
  }
}
