package import Access
package import Kernel

/// Tells whether a version is held, whatever its retention; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html
package enum GetObjectLegalHold: S3Operation {
  package typealias Request = LockQuestion
  package struct Response: Sendable { let hold: ObjectLegalHold }

  package static let name = "GetObjectLegalHold"
  package static let summary = "Tells whether a version is held, whatever its retention."
  package static let request = LockQuestion.shape
  package static let response = Fields<Response>(.init("LegalHold", \.hold))
  package static let effect = Effect.read
  package static let permissions = ["s3:GetObjectLegalHold", "s3:ListBucket"]
  package static let errors = LockQuestion.errors

  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket, ["s3:GetObjectLegalHold"])
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    guard let hold = try request.lock(in: storage.s3).legalHold else { throw .neverLocked }
    return Response(hold: ObjectLegalHold(hold))
  }
}
