package import Access
package import Kernel

/// Sets what a bucket's owner forbids even where a policy or an ACL allows it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html
package enum PutPublicAccessBlock: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let configuration: PublicAccessBlockConfiguration
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutPublicAccessBlock"
  package static let summary =
    "Sets what a bucket's owner forbids even where a policy or an ACL allows it."
  package static let request = Shape(
    Request.init(bucket:checksumAlgorithm:configuration:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(
      "PublicAccessBlockConfiguration", \.configuration,
      help: "BlockPublicPolicy=true,RestrictPublicBuckets=true; what is left out is off."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketPublicAccessBlock"]
  package static let errors = ["NoSuchBucket", "InvalidRequest"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketPublicAccessBlock", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    try request.owner.check(try storage.s3.bucket(request.bucket))
    let block = try request.configuration.checked()
    storage.s3[found: request.bucket].publicAccessBlock = block
    return EmptyResponse()
  }
}
