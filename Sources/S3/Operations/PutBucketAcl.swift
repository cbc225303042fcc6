package import Access
package import Kernel

/// Takes the one ACL of a bucket that says what holds anyway: ACLs are off.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html
package enum PutBucketAcl: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let acl: ACLRequest
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutBucketAcl"
  package static let summary =
    "Takes the one ACL of a bucket that says what holds anyway: ACLs are off."
  package static let request = Shape(
    Request.init(bucket:acl:checksumAlgorithm:owner:unsimulated:),
    BucketName.member(\.bucket), Member(\.acl, group: ACLRequest.shape),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketAcl"]
  package static let errors = [
    "NoSuchBucket", "AccessControlListNotSupported", "MissingSecurityHeader", "InvalidRequest",
    "UnexpectedContent", "InvalidArgument", "MalformedACLError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [
      try storage.s3.demand(
        "s3:PutBucketAcl", on: request.bucket, request.acl.conditionValues)
    ]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try request.acl.check(for: bucket)
    return EmptyResponse()
  }
}
