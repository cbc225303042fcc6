package import Access
package import Kernel

/// Sets how a bucket encrypts new objects whose writer does not say it.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
package enum PutBucketEncryption: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let configuration: EncryptionConfiguration
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutBucketEncryption"
  package static let summary =
    "Sets how a bucket encrypts new objects whose writer does not say it."
  package static let request = Shape(
    Request.init(bucket:configuration:checksumAlgorithm:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member(
      "ServerSideEncryptionConfiguration", \.configuration,
      help: "One rule: the kind of encryption, the key, and whether bucket keys are used."),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutEncryptionConfiguration"]
  package static let errors = ["NoSuchBucket", "InvalidArgument", "MalformedXML"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutEncryptionConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    storage.s3[found: request.bucket].encryption =
      try request.configuration.checked(bucket.encryption)
    return EmptyResponse()
  }
}
