package import Access
package import Kernel

/// Tells whose the objects of a bucket are, and that ACLs are off.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html
package enum GetBucketOwnershipControls: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let controls: OwnershipControls }

  package static let name = "GetBucketOwnershipControls"
  package static let summary = "Tells whose the objects of a bucket are, and that ACLs are off."
  package static let request = BucketRequest.shape
  package static let response = Fields<Response>(.init("OwnershipControls", \.controls))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetBucketOwnershipControls"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketOwnershipControls", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    _ = try request.found(in: storage.s3)
    return Response(controls: .standard)
  }
}
