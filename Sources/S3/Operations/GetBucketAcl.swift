package import Access
package import Kernel

/// Tells the ACL of a bucket: its owner's full control, for ACLs are off.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
package enum GetBucketAcl: S3Operation {
  package typealias Request = BucketRequest
  package struct Response: Sendable { let acl: OwnersACL }

  package static let name = "GetBucketAcl"
  package static let summary =
    "Tells the ACL of a bucket: its owner's full control, for ACLs are off."
  package static let request = BucketRequest.shape
  package static let response = OwnersACL.fields.of(\Response.acl)
  package static let effect = Effect.read
  package static let permissions = ["s3:GetBucketAcl"]
  package static let errors = ["NoSuchBucket"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:GetBucketAcl", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try request.found(in: storage.s3)
    return Response(acl: OwnersACL(account: bucket.owner))
  }
}
