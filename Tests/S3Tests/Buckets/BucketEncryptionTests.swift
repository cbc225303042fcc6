import Kernel
import TestBench
import Testing

@testable import S3

/// The default encryption of buckets.
@Suite struct BucketEncryptionTests {
  static func rules(_ rules: Document...) -> Document { ["Rules": .list(rules)] }

  static func rule(
    _ algorithm: String, key: Document? = nil, bucketKey: Bool? = nil, blocked: [Document]? = nil
  ) -> Document {
    var byDefault: DocumentObject = ["SSEAlgorithm": .string(algorithm)]
    byDefault["KMSMasterKeyID"] = key
    var rule: DocumentObject = ["ApplyServerSideEncryptionByDefault": .object(byDefault)]
    rule["BucketKeyEnabled"] = bucketKey.map { .bool($0) }
    rule["BlockedEncryptionTypes"] = blocked.map { ["EncryptionType": .list($0)] }
    return .object(rule)
  }

  static let ofNewBucket = rules(rule("AES256", bucketKey: false, blocked: ["SSE-C"]))

  @Test func `a new bucket encrypts with SSE-S3 and blocks SSE-C`() throws {
    var bench = try Bench.withBucket()
    #expect(
      try bench.must("GetBucketEncryption", ["Bucket": "b-1"])
        == ["ServerSideEncryptionConfiguration": Self.ofNewBucket])
  }

  /// What is put, and what is told: members that were left out appear, keys stay as they were.
  @Test(arguments: [
    (
      rule("aws:kms", key: "not-checked"),
      rule("aws:kms", key: "not-checked", bucketKey: false, blocked: ["SSE-C"])
    ),
    (
      rule("aws:kms", bucketKey: true), rule("aws:kms", bucketKey: true, blocked: ["SSE-C"])
    ),
    (
      rule("aws:kms:dsse", key: "alias/x", bucketKey: false),
      rule("aws:kms:dsse", key: "alias/x", bucketKey: false, blocked: ["SSE-C"])
    ),
    (
      rule("AES256", bucketKey: true, blocked: ["NONE"]), rule("AES256", bucketKey: true)
    ),
    (
      rule("AES256", blocked: ["SSE-C"]),
      rule("AES256", bucketKey: false, blocked: ["SSE-C"])
    ),
  ])
  func `a default is told as it was put`(put: Document, told: Document) throws {
    var bench = try Bench.withBucket()
    let request: Document = [
      "Bucket": "b-1", "ServerSideEncryptionConfiguration": Self.rules(put),
    ]
    #expect(try bench.must("PutBucketEncryption", request).isEmpty)
    #expect(
      try bench.must("GetBucketEncryption", ["Bucket": "b-1"])
        == ["ServerSideEncryptionConfiguration": Self.rules(told)])
    #expect(try bench.must("DeleteBucketEncryption", ["Bucket": "b-1"]).isEmpty)
    #expect(try bench.must("DeleteBucketEncryption", ["Bucket": "b-1"]).isEmpty, "once more")
    #expect(
      try bench.must("GetBucketEncryption", ["Bucket": "b-1"])
        == ["ServerSideEncryptionConfiguration": Self.ofNewBucket])
  }

  static let malformed = WireError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema")

  @Test(arguments: [
    rules(),  // none
    rules(rule("AES256"), rule("AES256")),  // two
    rules([:]),  // nothing in it
    rules(["BucketKeyEnabled": true]),  // no default in it
    rules(rule("aes256")),  // another kind
    rules(rule("AES256", blocked: ["SSE-KMS"])),  // what cannot be blocked
  ])
  func `a configuration that breaks the schema is refused`(configuration: Document) throws {
    var bench = try Bench.withBucket()
    #expect(
      bench.refusal(
        "PutBucketEncryption",
        ["Bucket": "b-1", "ServerSideEncryptionConfiguration": configuration]) == Self.malformed)
    #expect(
      try bench.must("GetBucketEncryption", ["Bucket": "b-1"])
        == ["ServerSideEncryptionConfiguration": Self.ofNewBucket])
  }

  @Test func `a key with AES256 is refused`() throws {
    var bench = try Bench.withBucket()
    #expect(
      bench.refusal(
        "PutBucketEncryption",
        [
          "Bucket": "b-1",
          "ServerSideEncryptionConfiguration": Self.rules(Self.rule("AES256", key: "x")),
        ])
        == WireError(
          "InvalidArgument",
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
            + " aws:kms:dsse"))
  }

  @Test(arguments: ["GetBucketEncryption", "PutBucketEncryption", "DeleteBucketEncryption"])
  func `without a bucket there is no default`(operation: String) {
    var bench = Bench()
    #expect(
      bench.refusal(
        operation,
        [
          "Bucket": "b-1",
          "ServerSideEncryptionConfiguration": Self.rules(Self.rule("AES256")),
        ]) == WireError("NoSuchBucket", "The specified bucket does not exist"))
  }
}
