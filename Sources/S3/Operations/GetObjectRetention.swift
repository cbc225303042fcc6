package import Access
package import Kernel

/// Tells until when a version cannot be deleted; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html
package enum GetObjectRetention: S3Operation {
  package typealias Request = LockQuestion
  package struct Response: Sendable { let retention: ObjectRetention }

  package static let name = "GetObjectRetention"
  package static let summary = "Tells until when a version cannot be deleted; needs no key."
  package static let request = LockQuestion.shape
  package static let response = Fields<Response>(.init("Retention", \.retention))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetObjectRetention", "s3:ListBucket"]
  package static let errors = LockQuestion.errors

  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket, ["s3:GetObjectRetention"])
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    guard let retention = try request.lock(in: storage.s3).retention else { throw .neverLocked }
    return Response(retention: ObjectRetention(retention))
  }
}
