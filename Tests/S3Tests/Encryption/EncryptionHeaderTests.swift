import Kernel
import TestBench
import Testing

@testable import S3

/// Headers of encryption: which fit together, and what each leads to.
@Suite struct EncryptionHeaderTests {
  /// A request's headers and the answer to them.
  struct Row: Sendable {
    let headers: DocumentObject
    let code, message: String
  }

  static let needsKMS =
    "Server Side Encryption with AWS KMS managed key requires HTTP header"
    + " x-amz-server-side-encryption : aws:kms"
  static let badContext =
    "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string"
    + " holding JSON which represents a string-string map"

  static func context(_ json: String) -> Document { .string(Base64.encode(Array(json.utf8))) }

  static let rows = [
    Row(headers: ["SSEKMSKeyId": "x"], code: "InvalidArgument", message: needsKMS),  // no kind
    Row(
      headers: ["ServerSideEncryption": "AES256", "SSEKMSKeyId": "x"], code: "InvalidArgument",
      message: needsKMS),  // a kind without keys
    Row(
      headers: ["SSEKMSEncryptionContext": context("{}")], code: "InvalidArgument",
      message: needsKMS),  // context without a kind
    Row(
      headers: ["ServerSideEncryption": "AES256", "SSEKMSEncryptionContext": context("{}")],
      code: "InvalidArgument", message: needsKMS),  // context of no key
    Row(
      headers: ["ServerSideEncryption": "aes256"], code: "InvalidArgument",
      message: "The encryption method specified is not supported"),  // lower case
    Row(
      headers: ["ServerSideEncryption": ""], code: "InvalidArgument",
      message: "The encryption method specified is not supported"),  // nothing
    Row(
      headers: ["ServerSideEncryption": "aws:fsx"], code: "NotImplemented",
      message: "kmslab has no FSx access points; use AES256, aws:kms or aws:kms:dsse."),
    Row(
      headers: ["ServerSideEncryption": "aws:kms", "SSEKMSEncryptionContext": "%%"],
      code: "InvalidArgument", message: badContext),  // no base64
    Row(
      headers: ["ServerSideEncryption": "aws:kms", "SSEKMSEncryptionContext": context("[]")],
      code: "InvalidArgument", message: badContext),  // no map
    Row(
      headers: [
        "ServerSideEncryption": "aws:kms", "SSEKMSEncryptionContext": context(#"{"a": 1}"#),
      ], code: "InvalidArgument", message: badContext),  // no text
    Row(
      headers: [
        "ServerSideEncryption": "aws:kms",
        "SSEKMSEncryptionContext": context(#"{"aws:s3:arn": "arn:aws:s3:::b-1/k"}"#),
      ], code: "InvalidArgument",
      message: "The encryption context key aws:s3:arn is reserved for Amazon S3."),  // S3's own
    Row(
      headers: ["SSECustomerAlgorithm": "AES256", "SSECustomerKey": "x", "SSECustomerKeyMD5": "x"],
      code: "AccessDenied",
      message: "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
        + " s3:PutObject on resource: \"arn:aws:s3:::b-1/k\" because this bucket has blocked upload"
        + " requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a"
        + " different server-side encryption type"),  // new buckets block SSE-C
  ]

  @Test(arguments: rows, ["PutObject", "CopyObject"])
  func `headers that do not fit together are refused, and no key is used`(
    row: Row, operation: String
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("source")
    var more = row.headers
    if operation == "CopyObject" { more["CopySource"] = "b-1/source" }
    var refusal: WireError?
    let calls = bench.kmsCalls { refusal = $0.objectRefusal(operation, "k", more) }
    #expect(refusal == WireError(row.code, row.message))
    #expect(calls == [])
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `the writer's pairs go to KMS with S3's own, at writing and reading`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    let header = Self.context(#"{"team":"blue","a":"é"}"#)
    var put: DocumentObject = [:]
    let calls = try bench.kmsCalls { bench in
      put = try bench.put(
        "k", [7],
        [
          "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key,
          "SSEKMSEncryptionContext": header,
        ])
      #expect(try bench.get("k") == [7])
    }
    let more: [(String, Document)] = [("team", "blue"), ("a", "é")]
    #expect(
      calls == [
        KMSCall("GenerateDataKey", "arn:aws:s3:::b-1/k", more: more),
        KMSCall("Decrypt", "arn:aws:s3:::b-1/k", more: more),
      ])
    #expect(put["SSEKMSEncryptionContext"] == header)
    let copy = try bench.must("CopyObject", Bench.request("c", ["CopySource": "b-1/k"]))
    #expect(copy["SSEKMSEncryptionContext"] == nil, "a copy has its own")
  }

  @Test func `headers beat the default, and a default changes nothing that is written`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    let arn = Document.string(bench.arn(key))
    try bench.put("before")
    try bench.setDefault("aws:kms", key: key, bucketKey: true)
    #expect(try bench.must("HeadObject", Bench.request("before"))["SSEKMSKeyId"] == nil)
    let standard = try bench.put("standard")
    #expect(standard["SSEKMSKeyId"] == arn && standard["BucketKeyEnabled"] == true)
    let plain = try bench.put("plain", ["ServerSideEncryption": "AES256"])
    #expect(plain["SSEKMSKeyId"] == nil && plain["BucketKeyEnabled"] == nil)
    let without = try bench.put("without", ["BucketKeyEnabled": false])
    #expect(without["SSEKMSKeyId"] == arn && without["BucketKeyEnabled"] == nil)
    let managed = try bench.put("managed", ["ServerSideEncryption": "aws:kms"])
    #expect(managed["SSEKMSKeyId"] != arn, "no key in the header is aws/s3, not the default's")
    #expect(managed["BucketKeyEnabled"] == true, "the bucket's setting holds")
    try bench.must("DeleteBucketEncryption", ["Bucket": "b-1"])
    #expect(try bench.put("after")["ServerSideEncryption"] == "AES256")
    #expect(try bench.must("HeadObject", Bench.request("standard"))["SSEKMSKeyId"] == arn)
    for name in ["before", "standard", "plain", "without", "managed", "after"] {
      #expect(try bench.get(name) == [1, 2, 3])
    }
  }

  @Test func `an alias in the default is resolved when somebody writes`() throws {
    var bench = try Bench.withBucket()
    try bench.setDefault("aws:kms", key: "alias/moving")
    #expect(
      bench.objectRefusal("PutObject", "k")
        == WireError(
          "KMS.NotFoundException",
          "Alias arn:aws:kms:us-east-1:111122223333:alias/moving is not found."))
    let (one, two) = (try bench.makeKey(), try bench.makeKey())
    try bench.must("CreateAlias", ["AliasName": "alias/moving", "TargetKeyId": one])
    #expect(try bench.put("k")["SSEKMSKeyId"] == .string(bench.arn(one)))
    try bench.must("UpdateAlias", ["AliasName": "alias/moving", "TargetKeyId": two])
    #expect(try bench.put("l")["SSEKMSKeyId"] == .string(bench.arn(two)))
    #expect(try bench.get("k") == [1, 2, 3])
  }

  /// A key that a writer names, and KMS's answer as S3 shows it.
  @Test(arguments: [
    ("fake-key-id", "Invalid keyId 'fake-key-id'"),  // no id at all
    (
      "12345678-1234-1234-1234-123456789012",
      "Key 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012'"
        + " does not exist"
    ),  // no such id
    (
      "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012",
      "Key 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012'"
        + " does not exist"
    ),  // no such ARN
    (
      "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
      "Invalid arn eu-west-1"
    ),  // another Region
  ])
  func `a key that there is not is told in the words of KMS`(key: String, message: String) throws {
    var bench = try Bench.withBucket()
    try bench.put("source")
    let headers: DocumentObject = [
      "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": .string(key), "CopySource": "b-1/source",
    ]
    for operation in ["PutObject", "CopyObject"] {
      for algorithm in ["aws:kms", "aws:kms:dsse"] {
        var headers = headers
        headers["ServerSideEncryption"] = .string(algorithm)
        #expect(
          bench.objectRefusal(operation, "k", headers)
            == WireError("KMS.NotFoundException", message))
      }
    }
  }

  @Test func `a key serves buckets of its own Region, wherever the call comes from`() throws {
    var bench = try Bench.withBucket()
    let home = try bench.makeKey()
    try bench.with(in: .euWest1) { bench in
      _ = try bench.must(
        "CreateBucket",
        ["Bucket": "b-eu", "CreateBucketConfiguration": ["LocationConstraint": "eu-west-1"]])
    }
    let kms: DocumentObject = ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": home]
    #expect(
      bench.objectRefusal("PutObject", "k", in: "b-eu", kms)
        == WireError(
          "KMS.NotFoundException",
          "Key 'arn:aws:kms:eu-west-1:111122223333:key/\(home.text ?? "")' does not exist"))
    let abroad = try bench.with(in: .euWest1) { try $0.makeKey() }
    var headers = kms
    headers["SSEKMSKeyId"] = abroad
    let calls = try bench.kmsCalls { try $0.put("k", in: "b-eu", headers) }
    #expect(calls == [KMSCall("GenerateDataKey", "arn:aws:s3:::b-eu/k", region: .euWest1)])
    #expect(try bench.get("k", in: "b-eu") == [1, 2, 3])
    #expect(bench.objectRefusal("PutObject", "k", headers)?.code == "KMS.NotFoundException")
  }
}
