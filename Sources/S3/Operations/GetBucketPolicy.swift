package import Access
package import Kernel

/// Tells the policy of a bucket, as S3 keeps it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
package enum GetBucketPolicy: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let policy: String }

  package static let name = "GetBucketPolicy"
  package static let summary = "Tells the policy of a bucket, as S3 keeps it."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(.init("Policy", \.policy))
  package static let effect = Effect.read
  package static let errors = ["NoSuchBucket", "NoSuchBucketPolicy", "MethodNotAllowed"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demandOnPolicy("s3:GetBucketPolicy", of: request.bucket, as: call)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let policy = try storage.s3.policy(of: request.bucket, request.owner, as: call)
    return Response(policy: policy.text)
  }
}
