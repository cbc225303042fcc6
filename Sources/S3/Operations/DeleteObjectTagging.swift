package import Access
package import Kernel

/// Removes all tags of an object; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html
package enum DeleteObjectTagging: VersionOperation {
  package struct Request: NamesVersion {
    package let bucket: BucketName
    package let key: ObjectKey
    let owner: ExpectedOwner?
    package let versionID: ObjectVersionID?
  }

  package static let name = "DeleteObjectTagging"
  package static let summary = "Removes all tags of an object; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:owner:versionID:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ExpectedOwner.member(\.owner),
    ObjectVersionID.member(\.versionID))
  package static let response = VersionReply.fields
  package static let effect = Effect.write
  package static let permissions = [
    "s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
  ]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> VersionReply {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "DELETE", seesMarker: true)
    storage.s3.replace(object.tagged([]), of: request.key, in: request.bucket)
    return VersionReply(id: storage.s3.shownID(of: object.version, in: bucket))
  }
}
