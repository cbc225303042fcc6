import Access
import Cloud
import Kernel
import Testing

@testable import Wire

/// What policies are told of a request that came over the wire.
@Suite struct ReceivedOriginTests {
  /// The origin of a request that is believed.
  static func origin(of request: HTTPRequest, isSecure: Bool = true) throws -> Origin {
    var keys = SigningKeys()
    return try ReceivedCall(
      try ServiceRequest(request), request, by: .documented(believesAll: true),
      remembering: &keys, isSecure: isSecure
    ).call.origin
  }

  static let ofS3 = SignedByBotocore.all.filter { $0.service == .s3 }

  @Test(arguments: ofS3) func `S3 is told of the content what the header says`(
    row: SignedByBotocore
  ) throws {
    let origin = try Self.origin(of: row.request)
    #expect(origin.contentHash == row.request.header("x-amz-content-sha256"))
  }

  @Test func `the page that led here is told`() throws {
    let row = try SignedByBotocore.named("a list")
    #expect(try Self.origin(of: row.request).referer == nil)
    let request = row.request.setting("referer", "http://www.example.com/a")
    #expect(try Self.origin(of: request).referer == "http://www.example.com/a")
  }

  @Test func `other services are told nothing of it`() throws {
    let row = try SignedByBotocore.named("KMS")
    #expect(try Self.origin(of: row.request).contentHash == nil)
  }
}
