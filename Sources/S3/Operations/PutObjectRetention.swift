package import Access
package import Kernel

/// Sets until when a version cannot be deleted: longer always, shorter as its mode permits.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html
package enum PutObjectRetention: VersionOperation {
  package struct Request: NamesVersion, BringsUnsimulated {
    package let bucket: BucketName
    package let key: ObjectKey
    let retention: ObjectRetention?
    package let versionID: ObjectVersionID?
    let bypass: Bool?
    package let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "PutObjectRetention"
  package static let summary =
    "Sets until when a version cannot be deleted: longer always, shorter as its mode permits."
  package static let request = Shape(
    Request.init(
      bucket:key:retention:versionID:bypass:checksumAlgorithm:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member(
      "Retention", \.retention,
      help: "Mode=GOVERNANCE,RetainUntilDate=2027-01-01; an empty one ends a governance."),
    ObjectVersionID.member(\.versionID), Bypass.member(\.bypass),
    Member("ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum of the request."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("ContentMD5"), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:PutObjectRetention", "s3:BypassGovernanceRetention", "s3:ListBucket",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidRequest",
    "InvalidArgument", "MalformedXML",
  ]

  package static func conditionValues(of request: Request) -> ConditionValues {
    ConditionValues(retention: request.retention)
  }

  package static func demands(
    _ request: Request, in storage: Storage, _ environment: Environment, as call: Call
  ) throws(S3Failure) -> [Demand] {
    let now = environment.now
    let wanted = (try? request.retention?.checked(at: now)) ?? nil
    let bypass = try storage.s3.demandsToBypass(
      request.bypass, of: request.key, request.versionID, in: request.bucket,
      conditionValues(of: request)
    ) { lock, bypassing in lock.permitsChange(to: wanted, at: now, bypassing: bypassing) }
    return try (demands(request, in: storage, as: call) + bypass).map {
      $0.countingRetention(at: now)
    }
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let object = try storage.s3.lockable(
      request.key, request.versionID, in: bucket, method: "PUT")
    guard let given = request.retention else { throw .malformedXML }
    let retention = try given.checked(at: environment.now)
    guard
      object.lock.permitsChange(
        to: retention, at: environment.now, bypassing: request.bypass == true)
    else { throw .objectLocked }
    storage.s3.replace(
      object.locked(object.lock.retained(retention)), of: request.key, in: request.bucket)
    return EmptyResponse()
  }
}
