package import Access
package import Kernel

/// Tells whether a version is held, whatever its retention; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html
package enum GetObjectLegalHold: LockAnswer {
  package struct Response: Sendable { let hold: ObjectLegalHold }

  package static let name = "GetObjectLegalHold"
  package static let summary = "Tells whether a version is held, whatever its retention."
  package static let response = Fields<Response>(.init("LegalHold", \.hold))

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    guard let hold = try request.lock(in: storage.s3).legalHold else { throw .neverLocked }
    return Response(hold: ObjectLegalHold(hold))
  }
}
