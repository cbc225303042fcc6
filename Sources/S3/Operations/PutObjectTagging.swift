package import IAM
package import Kernel

/// Replaces the tags of an object; needs no key.
package enum PutObjectTagging: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let tagging: Tagging
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    let versionID: String?
    let refused: RefusedMembers
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
    Request.init(bucket:key:tagging:checksumAlgorithm:owner:versionID:refused:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("Tagging", \.tagging, help: "The tags: TagSet=[{Key=a,Value=1}]."),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner),
    Member("VersionId", \.versionID, help: "Versions are not simulated: only null."),
    Member(refused: \.refused, ["ContentMD5", "RequestPayer"]))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let permissions = ["s3:PutObjectTagging", "s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "NoSuchKey", "InvalidTag"]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.refused.check()
    try request.versionID.checkVersion()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(request.key, in: request.bucket, ["s3:PutObjectTagging"])
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.owner.check(try storage.s3.bucket(request.bucket))
    let object = try storage.s3.object(request.key, in: request.bucket)
    let tags = try ObjectTag.checked(request.tagging.tags)
    storage.s3.store(object.tagged(tags), as: request.key, in: request.bucket)
    return EmptyResponse()
  }
}
