package import Access
package import Kernel

/// Deletes an object, or hides it by a delete marker where versions are kept; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
package enum DeleteObject: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let ifMatch: String?
    let bypass: Bool?
    let owner: ExpectedOwner?
    let versionID: ObjectVersionID?
    let unsimulated: UnsimulatedMembers
  }
  package typealias Response = Deletion

  package static let name = "DeleteObject"
  package static let summary =
    "Deletes an object, or hides it by a delete marker where versions are kept; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:ifMatch:bypass:owner:versionID:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("IfMatch", \.ifMatch, help: "Only an object of this ETag."),
    Bypass.member(\.bypass),
    ExpectedOwner.member(\.owner),
    ObjectVersionID.member(\.versionID),
    Member(
      \.unsimulated, .refused("MFA"), .refused("IfMatchSize", Int.self),
      .refused("IfMatchLastModifiedTime", Timestamp.self), .idle("RequestPayer")))
  package static let response = Fields<Deletion>(
    .init("DeleteMarker", \.marker), .init("VersionId", \.versionID))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention",
  ]
  package static let errors = [
    "NoSuchBucket", "PreconditionFailed", "NoSuchKey", "InvalidArgument",
  ]

  /// Conditions that S3 itself refuses, as the bucket is no directory bucket.
  private static let conditionsOfDirectories = [
    ("IfMatchLastModifiedTime", "x-amz-if-match-last-modified-time"),
    ("IfMatchSize", "x-amz-if-match-size"),
  ]

  package static func check(_ request: Request) throws(S3Failure) {
    for (name, header) in conditionsOfDirectories where request.unsimulated.refused[name] != nil {
      throw .refusedHeader(header)
    }
    try request.unsimulated.check()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [
      try storage.s3.demand(
        "s3:DeleteObject".ofVersion(request.versionID), on: request.key, request.versionID,
        in: request.bucket)
    ]
  }

  package static func demands(
    _ request: Request, in storage: Storage, _ environment: Environment, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try demands(request, in: storage, as: call)
      + storage.s3.demandsToBypassDeletion(
        request.bypass, of: request.key, request.versionID, in: request.bucket,
        at: environment.now)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Deletion {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try request.key.check()
    try bucket.checkBypass(request.bypass)
    return try storage.s3.delete(
      request.key, request.versionID, ifMatch: request.ifMatch, from: bucket,
      bypassing: request.bypass == true, environment)
  }
}
