package import Access
package import Kernel

/// Gives an upload up; S3 forgets its parts.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
package enum AbortMultipartUpload: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let id: UploadID
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }

  package static let name = "AbortMultipartUpload"
  package static let summary = "Gives an upload up; S3 forgets its parts."
  package static let request = Shape(
    Request.init(bucket:key:id:owner:unsimulated:), BucketName.member(\.bucket),
    ObjectKey.member(\.key), UploadID.member(\.id), ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .refused("IfMatchInitiatedTime", Timestamp.self), .idle("RequestPayer")))
  package static let effect = Effect.write
  package static let permissions = ["s3:AbortMultipartUpload"]
  package static let errors = ["NoSuchBucket", "NoSuchUpload"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:AbortMultipartUpload", on: request.key, in: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> EmptyResponse {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let upload = try storage.s3.upload(request.id, of: request.key, in: bucket)
    storage.s3.abort(upload, in: request.bucket)
    return EmptyResponse()
  }
}
