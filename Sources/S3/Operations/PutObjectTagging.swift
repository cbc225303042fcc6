package import Access
package import Kernel

/// Replaces the tags of an object; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html
package enum PutObjectTagging: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    let tagging: Tagging
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    package let versionID: ObjectVersionID?
    package let unsimulated: UnsimulatedMembers
  }
  /// Tagging.
  package struct Tagging: StructureValue {
    let tags: [ObjectTag]
    package static let shape = Shape(
      Tagging.init(tags:), Member("TagSet", \.tags, help: "The tags, at most 10."))
  }

  package static let name = "PutObjectTagging"
  package static let summary = "Replaces the tags of an object; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:tagging:checksumAlgorithm:owner:versionID:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("Tagging", \.tagging, help: "The tags: TagSet=[{Key=a,Value=1}]."),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner),
    ObjectVersionID.member(\.versionID),
    Member(\.unsimulated, .refused("ContentMD5"), .idle("RequestPayer")))
  package static let response = VersionReply.fields
  package static let effect = Effect.write
  package static let permissions = [
    "s3:PutObjectTagging", "s3:PutObjectVersionTagging", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "InvalidTag",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(ofTags: request.tagging.tags)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> VersionReply {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "PUT", seesMarker: true)
    let tags = try ObjectTag.checked(request.tagging.tags)
    storage.s3.replace(object.tagged(tags), of: request.key, in: request.bucket)
    return VersionReply(id: storage.s3.shownID(of: object.version, in: bucket))
  }
}
