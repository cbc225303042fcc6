package import Access
package import Kernel

/// Replaces the tags of a bucket.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html
package enum PutBucketTagging: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let tagging: PutObjectTagging.Tagging
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutBucketTagging"
  package static let summary = "Replaces the tags of a bucket."
  package static let request = Shape(
    Request.init(bucket:tagging:checksumAlgorithm:owner:unsimulated:), BucketName.member(\.bucket),
    Member("Tagging", \.tagging, help: "The tags: TagSet=[{Key=a,Value=1}]."),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .refused("ContentMD5")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutBucketTagging"]
  package static let errors = ["NoSuchBucket", "InvalidTag", "BadRequest"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:PutBucketTagging", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.unsimulated.check(checksum: request.checksumAlgorithm)
    try request.owner.check(try storage.s3.bucket(request.bucket))
    let tags = try ObjectTag.checked(request.tagging.tags, of: .bucket)
    storage.s3[found: request.bucket].tags = tags
    return EmptyResponse()
  }
}
