import Access
import Kernel
import TestBench
import Testing

@testable import S3

/// What S3 tells beside code and text of an error.
@Suite struct ErrorDetailTests {
  struct Row: Sendable {
    let operation: String
    let request: DocumentObject
    let details: [WireError.Detail]

    init(_ operation: String, _ request: DocumentObject, _ details: (String, String)...) {
      self.operation = operation
      self.request = request
      self.details = details.map { WireError.Detail($0.0, $0.1) }
    }
  }

  static let rows = [
    Row("ListObjectsV2", ["Bucket": "no-such"], ("BucketName", "no-such")),
    Row("GetObject", ["Bucket": "b-1", "Key": "none"], ("Key", "none")),
    Row("CreateBucket", ["Bucket": "photos"], ("BucketName", "photos")),
    Row("CreateBucket", ["Bucket": "No"], ("BucketName", "No")),
    Row("DeleteBucket", ["Bucket": "b-1"], ("BucketName", "b-1")),
    Row(
      "CreateBucket",
      ["Bucket": "other", "CreateBucketConfiguration": ["LocationConstraint": "mars"]],
      ("LocationConstraint", "mars")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": .string(String(repeating: "k", count: 1025))],
      ("Size", "1025"), ("MaxSizeAllowed", "1024")),
    Row(
      "PutObject",
      [
        "Bucket": "b-1", "Key": "x",
        "Metadata": ["a": .string(String(repeating: "m", count: 2048))],
      ], ("Size", "2049"), ("MaxSizeAllowed", "2048")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "x", "StorageClass": "GOLD"],
      ("StorageClassRequested", "GOLD")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "x", "ContentMD5": "AAAA"], ("Content-MD5", "AAAA")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "x", "ContentMD5": "AAAAAAAAAAAAAAAAAAAAAA=="],
      ("ExpectedDigest", "00000000000000000000000000000000"),
      ("CalculatedDigest", "1B2M2Y8AsgTpgAmY7PhCfg==")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "k", "IfNoneMatch": "*"],
      ("Condition", "If-None-Match")),
    Row(
      "GetObject", ["Bucket": "b-1", "Key": "k", "IfMatch": "other"], ("Condition", "If-Match")),
    Row(
      "CopyObject",
      ["Bucket": "b-1", "Key": "c", "CopySource": "b-1/k", "CopySourceIfNoneMatch": "*"],
      ("Condition", "x-amz-copy-source-If-None-Match")),
    Row(
      "CopyObject", ["Bucket": "b-1", "Key": "c", "CopySource": "b-1"],
      ("ArgumentName", "x-amz-copy-source"), ("ArgumentValue", "x-amz-copy-source")),
    Row(
      "GetObject", ["Bucket": "b-1", "Key": "k", "Range": "bytes=100-200"],
      ("RangeRequested", "bytes=100-200"), ("ActualObjectSize", "3")),
    Row(
      "ListObjectsV2", ["Bucket": "b-1", "MaxKeys": -1], ("ArgumentName", "maxKeys"),
      ("ArgumentValue", "-1")),
    Row(
      "PutObjectTagging",
      [
        "Bucket": "b-1", "Key": "k",
        "Tagging": ["TagSet": [["Key": "a", "Value": "1"], ["Key": "a", "Value": "2"]]],
      ], ("TagKey", "a")),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "k", "IfNoneMatch": "x"], ("Header", "If-None-Match"),
      (
        "additionalMessage",
        "We don't accept the provided value of If-None-Match header for this API"
      )),
    Row(
      "PutObject", ["Bucket": "b-1", "Key": "k", "IfNoneMatch": "*", "IfMatch": "x"],
      ("Header", "If-Match,If-None-Match"),
      ("additionalMessage", "Multiple conditional request headers present in the request")),
    Row(
      "DeleteObject", ["Bucket": "b-1", "Key": "k", "IfMatchSize": 3],
      ("Header", "x-amz-if-match-size")),
    Row(
      "DeleteObject",
      ["Bucket": "b-1", "Key": "k", "IfMatchLastModifiedTime": .timestamp(.start2025)],
      ("Header", "x-amz-if-match-last-modified-time")),
    Row(
      "CreateBucket", ["Bucket": "other", "ObjectOwnership": "Random"],
      ("ArgumentName", "x-amz-object-ownership")),
    Row(
      "PutBucketEncryption",
      [
        "Bucket": "b-1",
        "ServerSideEncryptionConfiguration": [
          "Rules": [
            [
              "ApplyServerSideEncryptionByDefault": [
                "SSEAlgorithm": "AES256", "KMSMasterKeyID": "k",
              ]
            ]
          ]
        ],
      ], ("ArgumentName", "ApplyServerSideEncryptionByDefault")),
    Row("GetBucketTagging", ["Bucket": "b-1"], ("BucketName", "b-1")),
    // As S3 has them: nothing beside code and text.
    Row("PutObject", ["Bucket": "b-1", "Key": "x", "ACL": "public-read"]),
    Row("HeadObject", ["Bucket": "b-1", "Key": "none"]),
  ]

  @Test(arguments: rows)
  func `an error tells what it is about`(row: Row) throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    guard case .failure(let error) = bench.call(row.operation, .object(row.request)) else {
      Issue.record("no error")
      return
    }
    #expect(error.wire.details == row.details, "\(error.code)")
  }
}
