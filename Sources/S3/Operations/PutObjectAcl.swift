package import Access
package import Kernel

/// Takes the one ACL of an object that says what holds anyway: ACLs are off.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html
package enum PutObjectAcl: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    let acl: ACLRequest
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    package let versionID: ObjectVersionID?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutObjectAcl"
  package static let summary =
    "Takes the one ACL of an object that says what holds anyway: ACLs are off."
  package static let request = Shape(
    Request.init(bucket:key:acl:checksumAlgorithm:versionID:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member(\.acl, group: ACLRequest.shape),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ObjectVersionID.member(\.versionID), ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("ContentMD5"), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:PutObjectAcl", "s3:PutObjectVersionAcl", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "AccessControlListNotSupported", "MissingSecurityHeader", "InvalidRequest",
    "UnexpectedContent", "MalformedACLError",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    request.acl.conditionValues
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    _ = try storage.s3.object(
      request.key, request.versionID, in: bucket, method: "PUT", seesMarker: true)
    try request.acl.check(for: bucket)
    return EmptyResponse()
  }
}
