package import Access
package import Kernel

/// Tells what a bucket's owner forbids even where a policy or an ACL allows it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html
package enum GetPublicAccessBlock: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let configuration: PublicAccessBlockConfiguration }

  package static let name = "GetPublicAccessBlock"
  package static let summary =
    "Tells what a bucket's owner forbids even where a policy or an ACL allows it."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(
    .init("PublicAccessBlockConfiguration", \.configuration))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetBucketPublicAccessBlock"]
  package static let errors = ["NoSuchBucket", "NoSuchPublicAccessBlockConfiguration"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketPublicAccessBlock", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    guard let block = bucket.publicAccessBlock else { throw .noPublicAccessBlock(bucket.name) }
    return Response(configuration: PublicAccessBlockConfiguration(block))
  }
}
