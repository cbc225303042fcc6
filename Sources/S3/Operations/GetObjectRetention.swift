package import Access
package import Kernel

/// Tells until when a version cannot be deleted; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html
package enum GetObjectRetention: LockAnswer {
  package struct Response: Sendable { let retention: ObjectRetention }

  package static let name = "GetObjectRetention"
  package static let summary = "Tells until when a version cannot be deleted; needs no key."
  package static let response = Fields<Response>(.init("Retention", \.retention))

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    guard let retention = try request.lock(in: storage.s3).retention else { throw .neverLocked }
    return Response(retention: ObjectRetention(retention))
  }
}
