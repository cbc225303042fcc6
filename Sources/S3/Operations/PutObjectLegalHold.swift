package import Access
package import Kernel

/// Says that a version must stay until somebody says otherwise, whatever its retention.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html
package enum PutObjectLegalHold: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    let hold: ObjectLegalHold?
    package let versionID: ObjectVersionID?
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutObjectLegalHold"
  package static let summary =
    "Says that a version must stay until somebody says otherwise, whatever its retention."
  package static let request = Shape(
    Request.init(bucket:key:hold:versionID:checksumAlgorithm:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("LegalHold", \.hold, help: "Status=ON or Status=OFF."),
    ObjectVersionID.member(\.versionID),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("ContentMD5"), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = ["s3:PutObjectLegalHold", "s3:ListBucket"]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidRequest",
    "InvalidArgument", "MalformedXML",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(legalHold: request.hold?.status?.text)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.lockable(
      request.key, request.versionID, in: bucket, method: "PUT")
    guard let hold = request.hold?.status?.known else { throw .malformedXML }
    storage.s3.replace(
      object.locked(object.lock.held(hold)), of: request.key, in: request.bucket)
    return EmptyResponse()
  }
}
