package import IAM
package import Kernel

/// Deletes an object, or does nothing where there is none; needs no key.
package enum DeleteObject: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let ifMatch: String?
    let owner: ExpectedOwner?
    let versionID: String?
    let refused: RefusedMembers
  }

  package static let name = "DeleteObject"
  package static let summary =
    "Deletes an object, or does nothing where there is none; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:ifMatch:owner:versionID:refused:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("IfMatch", \.ifMatch, help: "Only an object of this ETag."),
    ExpectedOwner.member(\.owner),
    Member("VersionId", \.versionID, help: "Versions are not simulated: only null."),
    Member(
      refused: \.refused, ["MFA", "RequestPayer"], numbers: ["IfMatchSize"],
      switches: ["BypassGovernanceRetention"], times: ["IfMatchLastModifiedTime"]))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchBucket", "PreconditionFailed", "NoSuchKey",
  ]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.refused.check()
    try request.versionID.checkVersion()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:DeleteObject", on: request.key, in: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try request.key.check()
    try WriteConditions(ifMatch: request.ifMatch, ifNoneMatch: nil)
      .check(bucket.objects[request.key.text], at: request.key)
    storage.s3.remove(request.key, from: request.bucket)
    return EmptyResponse()
  }
}
