import Access
import Kernel
import TestBench
import Testing

@testable import Wire

/// What botocore signs is believed, and nothing else.
@Suite struct BotocoreTests {
  @Test func `all requests are read`() {
    #expect(SignedByBotocore.all.count == 35)
  }

  @Test(arguments: SignedByBotocore.all)
  func `a request of botocore is its signer's`(row: SignedByBotocore) throws {
    let signed = try Authenticator.documented().authenticate(
      row.request, to: Addressee(row.service, takesChunks: true))
    #expect(signed.signer.principal == .alice)
    #expect(signed.signer.accessKeyID == LinkTests.documented.accessKeyID)
    let isLink = row.request.header("authorization") == nil
    let version = row.version == 2 ? Call.SignatureVersion.two : .four
    #expect(
      signed.signer.authentication == (isLink ? .link(age: 0, version: version) : .headers))
    #expect((signed.signer.region == nil) == (row.version == 2))
  }

  @Test(arguments: [
    ("KMS", "eu-west-1"), ("STS", "us-west-2"), ("IAM", "us-east-1"), ("a link", "us-east-1"),
    ("in the host", "eu-west-1"),
  ]) func `the Region is the signature's`(name: String, region: String) throws {
    let row = try SignedByBotocore.named(name)
    let signer = try Authenticator.documented().signer(of: row.request, to: Addressee(row.service))
    #expect(signer.region?.description == region)
  }

  @Test func `S3 knows who signed before the content has come`() throws {
    let row = try SignedByBotocore.named("an upload")
    let signer = try Authenticator.documented().signer(
      of: row.request.with(body: []), to: Addressee(.s3))
    #expect(signer.principal == .alice)
  }

  /// The signature as it stands in a request, changed at one place.
  static func changed(_ request: HTTPRequest, at place: Int) -> HTTPRequest? {
    func other(_ text: String, after name: String) -> String? {
      guard let start = text.ranges(of: name).last?.upperBound else { return nil }
      var bytes = Array(text.utf8)
      let index = text.utf8.distance(from: text.startIndex, to: start) + place
      guard index < bytes.count else { return nil }
      bytes[index] = bytes[index] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      return String(decoding: bytes, as: UTF8.self)
    }
    if let header = request.header("authorization") {
      return other(header, after: "Signature=").map { request.setting("authorization", $0) }
    }
    return
      (other(request.target, after: "X-Amz-Signature=")
      ?? other(request.target, after: "&Signature=")).map { request.with(target: $0) }
  }

  @Test(arguments: SignedByBotocore.all)
  func `each byte of a signature counts`(row: SignedByBotocore) throws {
    let authenticator = try Authenticator.documented()
    for place in 0..<(row.version == 2 ? 26 : 64) {
      let changed = try #require(Self.changed(row.request, at: place))
      #expect(authenticator.refusal(changed, of: row.service) != nil, "\(place)")
    }
  }

  @Test(arguments: SignedByBotocore.all)
  func `each signed part of a request counts`(row: SignedByBotocore) throws {
    let authenticator = try Authenticator.documented()
    let request = row.request
    let list = (request.header("authorization") ?? request.target)
      .replacing("%3B", with: ";").split(separator: "SignedHeaders=").last
    let signed = list?.prefix { $0 != "," && $0 != "&" }.split(separator: ";") ?? []
    func isSigned(_ name: String) -> Bool {
      row.version == 2
        ? name.hasPrefix("x-amz-") || name == "content-type" : signed.contains { $0 == name }
    }
    var changes = [
      request.with(method: "PATCH"), request.with(target: "/x" + request.target),
      request.with(target: request.target + (request.query.isEmpty ? "?" : "&") + "acl"),
    ]
    for (index, header) in request.headers.enumerated() where isSigned(header.name) {
      var headers = request.headers
      headers[index] = HTTPField(header.name, header.value + "x")
      changes.append(request.with(headers: headers))
    }
    let coversBody = request.header("x-amz-content-sha256") != nil || row.service != .s3
    if coversBody { changes.append(request.with(body: request.body + [1])) }
    for change in changes {
      #expect(authenticator.refusal(change, of: row.service) != nil)
    }
  }

  @Test func `chunks and their trailer come out as content and header`() throws {
    let row = try SignedByBotocore.named("in unsigned chunks")
    let request = try Authenticator.documented().authenticate(
      row.request, to: Addressee(.s3, takesChunks: true)
    ).request
    #expect(request.body == Array("hello".utf8))
    #expect(request.header("content-encoding") == "gzip")
    #expect(request.header("content-length") == "5")
    #expect(request.header("x-amz-checksum-crc32") == "NhCmhg==")
    #expect(request.header("x-amz-trailer") == nil)
  }
}
