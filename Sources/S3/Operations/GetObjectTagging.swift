package import Access
package import Kernel

/// Tells the tags of an object; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html
package enum GetObjectTagging: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    let owner: ExpectedOwner?
    package let versionID: ObjectVersionID?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let versionID: ObjectVersionID?
    let tags: [ObjectTag]
  }

  package static let name = "GetObjectTagging"
  package static let summary = "Tells the tags of an object; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:owner:versionID:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ExpectedOwner.member(\.owner),
    ObjectVersionID.member(\.versionID),
    Member(\.unsimulated, .idle("RequestPayer")))
  package static let response = Fields<Response>(
    .init("VersionId", \.versionID), .init("TagSet", \.tags))
  package static let effect = Effect.read
  package static let permissions = [
    "s3:GetObjectTagging", "s3:GetObjectVersionTagging", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
  ]

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "GET", seesMarker: true)
    return Response(
      versionID: storage.s3.shownID(of: object.version, in: bucket), tags: object.tags)
  }
}
