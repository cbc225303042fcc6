package import IAM
package import Kernel

/// Removes all tags of an object; needs no key.
package enum DeleteObjectTagging: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let owner: ExpectedOwner?
    let versionID: String?
  }

  package static let name = "DeleteObjectTagging"
  package static let summary = "Removes all tags of an object; needs no key."
  package static let request = Shape(
    Request.init(bucket:key:owner:versionID:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ExpectedOwner.member(\.owner),
    Member("VersionId", \.versionID, help: "Versions are not simulated: only null."))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let permissions = ["s3:DeleteObjectTagging", "s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "NoSuchKey"]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.versionID.checkVersion()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(request.key, in: request.bucket, ["s3:DeleteObjectTagging"])
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    try request.owner.check(try storage.s3.bucket(request.bucket))
    let object = try storage.s3.object(request.key, in: request.bucket)
    storage.s3.store(object.tagged([]), as: request.key, in: request.bucket)
    return EmptyResponse()
  }
}
