import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Condition keys whose values a request over the wire brings with it.
@Suite struct WireConditionTests {
  /// A condition of a statement that permits all, how a call comes, and whether it may.
  struct Row: Sendable, CustomTestStringConvertible {
    let condition: String
    var origin = Origin.learner
    var authentication = Call.Authentication.headers
    var operation = "GetObject"
    let isPermitted: Bool
    var testDescription: String {
      "\(condition) \(operation) \(authentication) \(origin.contentHash ?? "-")"
        + " \(origin.referer ?? "-") \(origin.isSecure)"
    }
  }

  private static func telling(_ hash: String) -> Origin {
    Origin(address: "127.0.0.1", agent: "-", contentHash: hash)
  }

  private static let unsigned = "UNSIGNED-PAYLOAD"
  private static let isUnsigned =
    #""StringEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}"#
  private static let isChunked = #""StringLike": {"s3:x-amz-content-sha256": "STREAMING-*"}"#
  private static let tellsNothing = #""Null": {"s3:x-amz-content-sha256": "true"}"#

  private static func led(by page: String) -> Origin {
    Origin(address: "127.0.0.1", agent: "-", referer: page)
  }

  /// AWS's documented bucket policy for a web site's own pages.
  private static let isOwnPage = #""StringLike": {"aws:Referer": "http://www.example.com/*"}"#

  private static let plain = Origin(address: "127.0.0.1", agent: "-", isSecure: false)
  private static let isOverTLS = #""NumericGreaterThanEquals": {"s3:TlsVersion": "1.2"}"#

  static let rows = [
    Row(condition: isOverTLS, isPermitted: true),
    Row(condition: isOverTLS, origin: plain, isPermitted: false),
    Row(condition: #""Null": {"s3:TlsVersion": "true"}"#, origin: plain, isPermitted: true),
    Row(condition: isOwnPage, isPermitted: false),
    Row(condition: isOwnPage, origin: led(by: "http://www.example.com/a"), isPermitted: true),
    Row(condition: isOwnPage, origin: led(by: "http://other.example.com/a"), isPermitted: false),
    Row(condition: #""Null": {"aws:Referer": "true"}"#, isPermitted: true),
    // What a client says goes before what AWS CLI would.
    Row(condition: isUnsigned, isPermitted: false),
    Row(condition: isUnsigned, origin: telling(unsigned), isPermitted: true),
    Row(condition: isUnsigned, operation: "PutObject", isPermitted: false),
    Row(
      condition: isUnsigned, origin: telling(unsigned), operation: "PutObject", isPermitted: true),
    Row(condition: isChunked, operation: "PutObject", isPermitted: true),
    Row(
      condition: isChunked, origin: telling(unsigned), operation: "PutObject", isPermitted: false),
    Row(
      condition: #""StringEquals": {"s3:x-amz-content-sha256": "00"}"#, origin: telling("00"),
      operation: "PutObject", isPermitted: true),
    Row(
      condition: #""StringEquals": {"s3:x-amz-content-sha256": "00"}"#, origin: telling("00"),
      operation: "PutBucketTagging", isPermitted: true),
    // A link signs no content; forms and version 2 have no such header.
    Row(condition: isUnsigned, authentication: .link(age: 0), isPermitted: true),
    Row(condition: isUnsigned, authentication: .link(age: 0, version: .two), isPermitted: false),
    Row(condition: tellsNothing, authentication: .link(age: 0, version: .two), isPermitted: true),
    Row(
      condition: tellsNothing, authentication: .form(age: 0), operation: "PutObject",
      isPermitted: true),
    Row(
      condition: isUnsigned, origin: telling("00"), authentication: .link(age: 0),
      isPermitted: false),
  ]

  @Test(arguments: rows) func `a condition sees what came`(row: Row) throws {
    var bench = try Bench.withBucket()
    try bench.put("red")
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "Action": "s3:*", "#
          + #""Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"], "#
          + #""Condition": {\#(row.condition)}"#))
    let operation = try #require(Catalogue.operation(row.operation))
    var request: DocumentObject = ["Bucket": "b-1", "Key": "red"]
    if row.operation == "PutBucketTagging" {
      request = ["Bucket": "b-1", "Tagging": ["TagSet": [["Key": "a", "Value": "1"]]]]
    }
    let outcome = bench.world.handle(
      operation, .object(request),
      as: Call(
        principal: .bob, region: .usEast1, origin: row.origin,
        authentication: row.authentication))
    if case .failure(let error) = outcome {
      #expect(error.code == "AccessDenied" && !row.isPermitted, "\(error)")
    } else {
      #expect(row.isPermitted)
    }
  }
}
