import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// The condition keys of S3, with the values that requests have.
@Suite struct RequestConditionTests {
  /// A condition of a statement that permits an action, a request that fulfils it and one that does
  /// not.
  struct Row: Sendable, CustomTestStringConvertible {
    let condition, action, operation: String
    let fitting: DocumentObject
    /// `nil` where every request of this cloud fulfils the condition.
    var other: DocumentObject?
    var testDescription: String { condition }

    init(
      _ condition: String, _ operation: String = "GetObject", _ action: String? = nil,
      _ fitting: DocumentObject = [:], but other: DocumentObject? = nil
    ) {
      (self.condition, self.operation, self.fitting, self.other) =
        (condition, operation, fitting, other)
      self.action = action ?? "s3:\(operation)"
    }
  }

  static let arn = "arn:aws:kms:us-east-1:111122223333:key/<key>"

  static let rows = [
    // Of every request.
    Row(#""StringEquals": {"s3:authType": "REST-HEADER"}"#),
    Row(#""StringEquals": {"s3:signatureversion": "AWS4-HMAC-SHA256"}"#),
    Row(#""NumericLessThan": {"s3:signatureAge": "600000"}"#),
    Row(#""NumericGreaterThanEquals": {"s3:TlsVersion": "1.2"}"#),
    Row(#""StringEquals": {"s3:ResourceAccount": "111122223333"}"#),
    Row(#""StringEquals": {"aws:ResourceAccount": "111122223333"}"#),
    Row(#""Bool": {"aws:SecureTransport": "true"}"#),
    Row(#""StringNotEquals": {"s3:x-amz-content-sha256": "UNSIGNED-PAYLOAD"}"#),
    Row(
      #""StringEquals": {"s3:x-amz-content-sha256": "#
        + #""e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}"#),
    Row(#""StringLike": {"s3:x-amz-content-sha256": "STREAMING-*"}"#, "PutObject"),
    Row(#""IpAddress": {"aws:SourceIp": "203.0.113.0/24"}"#),
    Row(#""Null": {"aws:PrincipalOrgID": "true"}"#),
    Row(#""Null": {"s3:DataAccessPointArn": "true"}"#),
    Row(#""Null": {"aws:Referer": "true"}"#),
    // Lists.
    Row(
      #""StringEquals": {"s3:prefix": "a/"}"#, "ListObjectsV2", "s3:ListBucket", ["Prefix": "a/"],
      but: [:]),
    Row(
      #""StringEquals": {"s3:delimiter": "/"}"#, "ListObjects", "s3:ListBucket",
      ["Delimiter": "/"], but: ["Delimiter": "a"]),
    Row(
      #""NumericLessThanEquals": {"s3:max-keys": "10"}"#, "ListObjectVersions",
      "s3:ListBucketVersions", ["MaxKeys": 10], but: ["MaxKeys": 11]),
    // Headers of writers.
    Row(
      #""StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}"#, "PutObject", nil,
      ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "<key>"], but: [:]),
    Row(
      #""StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "\#(arn)"}"#,
      "PutObject", nil, ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": "<key>"],
      but: ["ServerSideEncryption": "aws:kms"]),
    Row(
      #""Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "true"}"#, "PutObject"),
    Row(
      #""StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}"#, "PutObject", nil,
      ["ACL": "bucket-owner-full-control"], but: [:]),
    Row(#""Null": {"s3:x-amz-grant-read": "true"}"#, "PutObject"),
    Row(
      #""StringEquals": {"s3:x-amz-storage-class": "STANDARD"}"#, "PutObject", nil,
      ["StorageClass": "STANDARD"], but: [:]),
    Row(
      #""StringEquals": {"s3:x-amz-website-redirect-location": "/x"}"#, "PutObject", nil,
      ["WebsiteRedirectLocation": "/x"], but: [:]),
    Row(
      #""StringEquals": {"s3:if-none-match": "*"}"#, "PutObject", nil,
      ["IfNoneMatch": "*", "Key": "new"], but: [:]),
    Row(#""Null": {"s3:if-match": "true"}"#, "PutObject", nil, [:], but: ["IfMatch": "x"]),
    Row(#""Bool": {"s3:ObjectCreationOperation": "true"}"#, "PutObject"),
    Row(
      #""StringEquals": {"s3:RequestObjectTag/a": "1"}"#, "PutObjectTagging", nil,
      ["Tagging": ["TagSet": [["Key": "a", "Value": "1"]]]],
      but: ["Tagging": ["TagSet": [["Key": "a", "Value": "2"]]]]),
    Row(
      #""ForAllValues:StringEquals": {"s3:RequestObjectTagKeys": ["a", "b"]}"#, "PutObjectTagging",
      nil, ["Tagging": ["TagSet": [["Key": "a", "Value": "1"]]]],
      but: ["Tagging": ["TagSet": [["Key": "c", "Value": "1"]]]]),
    // Of the object.
    Row(
      #""StringEquals": {"s3:ExistingObjectTag/team": "red"}"#, "GetObject", nil, [:],
      but: ["Key": "blue"]),
    Row(
      #""StringEquals": {"s3:VersionId": "null"}"#, "GetObject", "s3:GetObjectVersion",
      ["VersionId": "null"], but: nil),
    // Copies.
    Row(
      #""StringLike": {"s3:x-amz-copy-source": "/b-1/re*"}"#, "CopyObject", "s3:PutObject",
      ["CopySource": "b-1/red", "Key": "new"], but: ["CopySource": "b-1/blue", "Key": "new"]),
    Row(
      #""StringEquals": {"s3:x-amz-metadata-directive": "REPLACE"}"#, "CopyObject", "s3:PutObject",
      ["CopySource": "b-1/red", "Key": "new", "MetadataDirective": "REPLACE"],
      but: ["CopySource": "b-1/red", "Key": "new"]),
  ]

  private func bench() throws -> (Bench, key: String) {
    var bench = try Bench.withBucket()
    try bench.put("red", ["Tagging": "team=red"])
    try bench.put("blue", ["Tagging": "team=blue"])
    let key = try bench.makeKey().text ?? ""
    return (bench, key)
  }

  private func request(_ more: DocumentObject, _ key: String) -> Document {
    var request: DocumentObject = ["Bucket": "b-1", "Key": "red"]
    for entry in more.entries {
      request[entry.name] = entry.value == "<key>" ? .string(key) : entry.value
    }
    return .object(request)
  }

  @Test(arguments: rows)
  func `a condition of a bucket policy sees what the request says`(row: Row) throws {
    var (bench, key) = try bench()
    // All but the action itself is permitted anyway.
    let others = [
      "s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:PutObject",
      "s3:PutObjectTagging", "s3:ListBucket", "s3:ListBucketVersions",
    ].filter { $0 != row.action }
    bench.letBobUse(others + ["kms:*"])
    let refused = bench.with(.bob) { $0.refusal(row.operation, request(row.fitting, key)) }
    #expect(refused?.code == "AccessDenied")
    try bench.setPolicy(
      Bench.statement(
        #""Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}, "Action": "\#(row.action)", "#
          + #""Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"], "#
          + #""Condition": {\#(row.condition.replacing("<key>", with: key))}"#))
    let permitted = bench.with(.bob) { $0.refusal(row.operation, request(row.fitting, key)) }
    #expect(permitted == nil)
    if let other = row.other {
      let refused = bench.with(.bob) { $0.refusal(row.operation, request(other, key)) }
      #expect(refused?.code == "AccessDenied")
    }
  }

  @Test(arguments: [
    #""StringEquals": {"s3:locationconstraint": "eu-west-1"}"#,
    #""Null": {"s3:x-amz-content-sha256": "true"}"#,
  ])
  func `the Region of a new bucket is a condition of identity policies`(
    condition: String
  ) throws {
    var bench = Bench()
    let policy = Document.string(
      #"{"Statement": {"Effect": "Allow", "Action": "s3:CreateBucket", "Resource": "*", "#
        + #""Condition": {\#(condition)}}}"#)
    try bench.with(.root) { bench in
      _ = try bench.must(
        "PutUserPolicy", ["UserName": "bob", "PolicyName": "x", "PolicyDocument": policy])
    }
    bench.with(.bob) { bench in
      #expect(bench.refusal("CreateBucket", ["Bucket": "b-1"])?.code == "AccessDenied")
      let there: Document = ["LocationConstraint": "eu-west-1"]
      #expect(
        bench.refusal(
          "CreateBucket", ["Bucket": "b-1", "CreateBucketConfiguration": there]) == nil)
    }
  }

  @Test func `calls that send XML tell no hash of it`() throws {
    var (bench, _) = try bench()
    bench.letBobUse(["s3:*"])
    try bench.setPolicy(
      Bench.statement(
        #""Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::b-1", "#
          + #""arn:aws:s3:::b-1/*"], "Condition": {"Null": {"s3:x-amz-content-sha256": "true"}}"#,
        effect: "Deny"))
    try bench.with(.bob) { bench in
      let place: DocumentObject = ["Bucket": "b-1", "Key": "red"]
      let upload = try bench.must("CreateMultipartUpload", .object(place))
      var request = place
      request["UploadId"] = upload["UploadId"]
      request["PartNumber"] = 1
      let part = try bench.must("UploadPart", .object(request))
      request["PartNumber"] = nil
      request["MultipartUpload"] = ["Parts": [["PartNumber": 1, "ETag": part["ETag"] ?? .null]]]
      #expect(bench.refusal("CompleteMultipartUpload", .object(request))?.code == "AccessDenied")
      let some: Document = ["Bucket": "b-1", "Delete": ["Objects": [["Key": "blue"]]]]
      let errors = try bench.must("DeleteObjects", some)["Errors"]?.elements ?? []
      #expect(errors.map { $0["Code"] } == ["AccessDenied"])
      #expect(bench.refusal("DeleteObject", .object(place)) == nil)
    }
  }

  /// Statements that shall keep unencrypted uploads out.
  static func deny(_ condition: String) -> String {
    Bench.statement(
      #""Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b-1/*", "#
        + #""Condition": {\#(condition)}"#, effect: "Deny")
  }
  static let otherMethod = deny(
    #""StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}"#)
  static let headerWithOtherMethod = deny(
    #""Null": {"s3:x-amz-server-side-encryption": "false"}, "#
      + #""StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}"#)
  static let headerWithOtherKey = deny(
    #""Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"}, "#
      + #""StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "<key>"}"#)

  @Test(arguments: [
    // (statements, no header, AES256, aws:kms)
    ([otherMethod], false, false, true), ([headerWithOtherMethod], true, false, true),
    // What its author wanted: with a header it must be KMS, without one the default is.
    ([headerWithOtherMethod, headerWithOtherKey], true, false, true),
  ])
  func `StringNotEquals alone also keeps out uploads which the default would have encrypted`(
    row: (statements: [String], plain: Bool, aes: Bool, kms: Bool)
  ) throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    let arn = bench.arn(key)
    try bench.setDefault("aws:kms", key: .string(arn))
    try bench.setPolicy(
      row.statements.map { $0.replacing("<key>", with: arn) }.joined(separator: ", "))
    let kms: DocumentObject = ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key]
    let aes: DocumentObject = ["ServerSideEncryption": "AES256"]
    let none: DocumentObject = [:]
    for (more, isTaken) in [(none, row.plain), (aes, row.aes), (kms, row.kms)] {
      let refusal = bench.objectRefusal("PutObject", "k", more)
      #expect(refusal?.code == (isTaken ? nil : "AccessDenied"))
      if let refusal {
        #expect(
          refusal.message?.hasSuffix("with an explicit deny in a resource-based policy") == true)
      }
    }
  }

  @Test func `parts are judged by the headers with which their upload was begun`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    try bench.setPolicy(Self.otherMethod)
    #expect(bench.objectRefusal("CreateMultipartUpload", "k")?.code == "AccessDenied")
    let begun = try bench.must(
      "CreateMultipartUpload",
      Bench.request("k", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key]))
    let id = try #require(begun["UploadId"])
    let part = try bench.must(
      "UploadPart",
      Bench.request("k", ["UploadId": id, "PartNumber": 1, "Body": .bytes([1, 2, 3])]))
    let parts: Document = ["Parts": [["PartNumber": 1, "ETag": part["ETag"] ?? ""]]]
    let completion: DocumentObject = ["UploadId": id, "MultipartUpload": parts]
    // Who overwrites has to say so, and only the completion writes.
    try bench.setPolicy(
      Self.deny(
        #""Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}"#))
    #expect(bench.objectRefusal("CompleteMultipartUpload", "k", completion)?.code == "AccessDenied")
    #expect(
      bench.objectRefusal(
        "UploadPart", "k", ["UploadId": id, "PartNumber": 2, "Body": .bytes([1])]) == nil)
    var careful = completion
    careful["IfNoneMatch"] = "*"
    #expect(bench.objectRefusal("CompleteMultipartUpload", "k", careful) == nil)
    #expect(try bench.get("k") == [1, 2, 3])
  }

  @Test func `a supposed value goes before the call's own`() throws {
    var bench = try Bench.withBucket()
    try bench.setPolicy(
      Bench.statement(
        #""Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"], "#
          + #""Condition": {"Bool": {"aws:SecureTransport": "false"}}"#, effect: "Deny"))
    var question = PermissionQuestion(
      .alice, "s3:GetObject", on: .bucket("b-1", key: "k"), region: .usEast1)
    #expect(bench.world.verdict(question)?.isAllowed == true)
    question.values = [(ConditionKey(.secureTransport), ["false"])]
    #expect(bench.world.verdict(question) == .denied(.explicitDenyInResourcePolicy))
  }
}

extension Bench {
  fileprivate mutating func letBobUse(_ actions: [String]) {
    let statement = PolicyStatement(
      sid: nil, effect: .allow, principals: [],
      actions: actions.map { Wildcard($0, ignoringCase: true) }, resources: [Wildcard("*")])
    world.environment.identities.setPolicies(
      [IdentityPolicy(name: "x", document: PolicyDocument(statements: [statement]))],
      ofUser: "bob", in: .learner)
  }
}
