package import Access
package import Kernel

/// Turns Object Lock on for a bucket, for ever, or changes the retention of its new versions.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html
package enum PutObjectLockConfiguration: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let configuration: ObjectLockConfiguration?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutObjectLockConfiguration"
  package static let summary =
    "Turns Object Lock on for a bucket, for ever, or changes the retention of new versions."
  package static let request = Shape(
    Request.init(bucket:checksumAlgorithm:configuration:owner:unsimulated:),
    BucketName.member(\.bucket),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    Member(
      "ObjectLockConfiguration", \.configuration,
      help: "ObjectLockEnabled=Enabled, and a default: Rule={DefaultRetention={…}}."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("Token"), .refused("ContentMD5"), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketObjectLockConfiguration"]
  package static let errors = [
    "NoSuchBucket", "MalformedXML", "InvalidArgument", "InvalidBucketState",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketObjectLockConfiguration", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    guard let lock = try request.configuration?.checked() else { throw .malformedXML }
    guard bucket.versioning == .enabled else { throw .lockWithoutVersions }
    storage.s3[found: request.bucket].objectLock = lock
    return EmptyResponse()
  }
}
