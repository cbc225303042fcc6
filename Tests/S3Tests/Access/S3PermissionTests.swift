import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Who may do what with buckets and objects, and with the keys behind them.
@Suite struct S3PermissionTests {
  static let notAllowed = "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: "

  /// A request on `b-1/k`, the action that it needs and the resource as a refusal names it.
  struct Row: Sendable, CustomTestStringConvertible {
    let operation, action: String
    var resource = "arn:aws:s3:::b-1/k"
    var more: DocumentObject = [:]
    var testDescription: String { operation }
  }

  static let rows = [
    Row(operation: "PutObject", action: "s3:PutObject"),
    Row(operation: "GetObject", action: "s3:GetObject"),
    Row(operation: "HeadObject", action: "s3:GetObject"),
    Row(operation: "DeleteObject", action: "s3:DeleteObject"),
    Row(operation: "GetObjectTagging", action: "s3:GetObjectTagging"),
    Row(
      operation: "PutObjectTagging", action: "s3:PutObjectTagging",
      more: ["Tagging": ["TagSet": []]]),
    Row(operation: "DeleteObjectTagging", action: "s3:DeleteObjectTagging"),
    Row(operation: "CopyObject", action: "s3:GetObject", more: ["CopySource": "b-1/k"]),
    Row(operation: "ListObjects", action: "s3:ListBucket", resource: "arn:aws:s3:::b-1"),
    Row(operation: "ListObjectsV2", action: "s3:ListBucket", resource: "arn:aws:s3:::b-1"),
    Row(operation: "HeadBucket", action: "s3:ListBucket", resource: "arn:aws:s3:::b-1"),
    Row(operation: "DeleteBucket", action: "s3:DeleteBucket", resource: "arn:aws:s3:::b-1"),
    Row(
      operation: "GetBucketLocation", action: "s3:GetBucketLocation",
      resource: "arn:aws:s3:::b-1"),
    Row(
      operation: "GetBucketEncryption", action: "s3:GetEncryptionConfiguration",
      resource: "arn:aws:s3:::b-1"),
    Row(
      operation: "PutBucketEncryption", action: "s3:PutEncryptionConfiguration",
      resource: "arn:aws:s3:::b-1", more: ["ServerSideEncryptionConfiguration": ["Rules": []]]),
    Row(
      operation: "DeleteBucketEncryption", action: "s3:PutEncryptionConfiguration",
      resource: "arn:aws:s3:::b-1"),
    Row(operation: "GetBucketAcl", action: "s3:GetBucketAcl", resource: "arn:aws:s3:::b-1"),
    Row(operation: "GetObjectAcl", action: "s3:GetObjectAcl"),
    Row(
      operation: "PutBucketAcl", action: "s3:PutBucketAcl", resource: "arn:aws:s3:::b-1",
      more: ["ACL": "bucket-owner-full-control"]),
    Row(
      operation: "PutObjectAcl", action: "s3:PutObjectAcl",
      more: ["ACL": "bucket-owner-full-control"]),
    Row(
      operation: "GetBucketOwnershipControls", action: "s3:GetBucketOwnershipControls",
      resource: "arn:aws:s3:::b-1"),
    Row(
      operation: "PutBucketOwnershipControls", action: "s3:PutBucketOwnershipControls",
      resource: "arn:aws:s3:::b-1",
      more: ["OwnershipControls": ["Rules": [["ObjectOwnership": "BucketOwnerEnforced"]]]]),
    Row(operation: "CreateBucket", action: "s3:CreateBucket", resource: "arn:aws:s3:::b-2"),
    Row(operation: "ListBuckets", action: "s3:ListAllMyBuckets", resource: "*"),
  ]

  static func request(_ row: Row) -> Document {
    var request: DocumentObject = ["Bucket": "b-1", "Key": "k"]
    if row.operation == "CreateBucket" { request["Bucket"] = "b-2" }
    for entry in row.more.entries { request[entry.name] = entry.value }
    return .object(request)
  }

  @Test(arguments: rows)
  func `bob may nothing, and one action is enough for one operation`(row: Row) throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    let request = Self.request(row)
    let refusal = bench.with(.bob) { $0.refusal(row.operation, request) }
    if row.operation.hasPrefix("Head") {
      #expect(refusal == WireError("403", "Forbidden"))
    } else {
      #expect(
        refusal
          == WireError(
            "AccessDenied",
            Self.notAllowed + row.action
              + (row.resource == "*" ? "" : " on resource: \"\(row.resource)\"")
              + " because no identity-based policy allows the \(row.action) action"))
    }
    bench.letBobUseS3(row.action, "s3:PutObject")
    let permitted = bench.with(.bob) { $0.refusal(row.operation, request) }
    #expect(permitted?.code != "AccessDenied" && permitted?.code != "403")
  }

  @Test(arguments: rows.filter { !["CreateBucket", "ListBuckets"].contains($0.operation) })
  func `a caller of another account learns no more than that access is denied`(
    row: Row
  ) throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    let refusal = bench.with(.stranger) { $0.refusal(row.operation, Self.request(row)) }
    #expect(
      refusal
        == (row.operation.hasPrefix("Head")
          ? WireError("403", "Forbidden") : WireError("AccessDenied", "Access Denied")))
  }

  @Test func `whether an object is missing is told to those who may list`() throws {
    var bench = try Bench.withBucket()
    for operation in ["GetObject", "GetObjectTagging"] {
      bench.letBobUseS3("s3:GetObject", "s3:GetObjectTagging")
      let hidden = bench.with(.bob) { $0.objectRefusal(operation, "none") }
      #expect(hidden?.code == "AccessDenied")
      #expect(hidden?.message?.contains("s3:ListBucket") == true)
      bench.letBobUseS3("s3:GetObject", "s3:GetObjectTagging", "s3:ListBucket")
      let told = bench.with(.bob) { $0.objectRefusal(operation, "none") }
      #expect(told == WireError("NoSuchKey", "The specified key does not exist."))
    }
    let head = bench.with(.bob) { $0.objectRefusal("HeadObject", "none") }
    #expect(head == WireError("404", "Not Found"))
  }

  @Test func `tags at writing need a permission of their own`() throws {
    var bench = try Bench.withBucket()
    bench.letBobUseS3("s3:PutObject")
    bench.with(.bob) { bench in
      #expect(bench.objectRefusal("PutObject", "k") == nil)
      #expect(
        bench.objectRefusal("PutObject", "k", ["Tagging": "a=1"])?.message?
          .contains("s3:PutObjectTagging") == true)
    }
  }

  /// A statement of a key policy.
  static func statement(_ principal: String, _ actions: String, effect: String = "Allow") -> String
  {
    """
    {"Effect": "\(effect)", "Principal": {"AWS": "\(principal)"}, \
    "Action": "\(actions)", "Resource": "*"}
    """
  }
  static let root = statement("arn:aws:iam::111122223333:root", "kms:*")
  static let alice = "arn:aws:iam::111122223333:user/alice"
  static let bob = "arn:aws:iam::111122223333:user/bob"

  private func setPolicy(_ key: Document, _ bench: inout Bench, _ statements: String...) throws {
    try bench.must(
      "PutKeyPolicy",
      [
        "KeyId": key,
        "Policy": .string(#"{"Statement": [\#(statements.joined(separator: ", "))]}"#),
      ])
  }

  @Test(arguments: [false, true])
  func `S3's permission does not open an object: the key's policy decides`(
    bucketKey: Bool
  ) throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    let kms: DocumentObject = [
      "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key, "BucketKeyEnabled": .bool(bucketKey),
    ]
    try bench.put("k", kms)
    bench.letBobUseS3()
    let because = { (action: String, place: String) in
      WireError(
        "AccessDenied",
        Self.notAllowed + "kms:\(action) on \(place) because no identity-based policy allows the"
          + " kms:\(action) action")
    }
    let arn = bench.arn(key)
    try bench.with(.bob) { bench in
      #expect(
        bench.objectRefusal("GetObject", "k")
          == because("Decrypt", "the resource associated with this ciphertext"))
      #expect(
        bench.objectRefusal("PutObject", "l", kms)
          == because("GenerateDataKey", "resource: \(arn)"))
      #expect(bench.objectRefusal("HeadObject", "k") == nil)
      #expect(
        bench.objectRefusal("HeadObject", "k", ["ChecksumMode": "ENABLED"])
          == WireError("403", "Forbidden"))
      for operation in ["ListObjectsV2", "GetObjectTagging"] {
        #expect(bench.objectRefusal(operation, "k") == nil)
      }
      try bench.put("plain")
      #expect(bench.objectRefusal("DeleteObject", "k") == nil)
    }
    try setPolicy(key, &bench, Self.root, Self.statement(Self.bob, "kms:GenerateDataKey"))
    try bench.with(.bob) { bench in
      try bench.put("k", kms)
      #expect(bench.objectRefusal("GetObject", "k")?.message?.contains("kms:Decrypt") == true)
    }
    try setPolicy(key, &bench, Self.root, Self.statement(Self.bob, "kms:Decrypt"))
    try bench.with(.bob) { bench in
      let content = try bench.get("k")
      #expect(content == [1, 2, 3])
      #expect(
        bench.objectRefusal("PutObject", "l", kms)?.message?.contains("kms:GenerateDataKey")
          == true)
    }
  }

  @Test(arguments: [("kms:Decrypt", "GetObject"), ("kms:GenerateDataKey", "PutObject")])
  func `a deny in the key's policy is told in the words of KMS, at once, bucket key or not`(
    row: (action: String, operation: String)
  ) throws {
    for bucketKey in [false, true] {
      var bench = try Bench.withBucket()
      let key = try bench.makeKey()
      let kms: DocumentObject = [
        "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key,
        "BucketKeyEnabled": .bool(bucketKey),
      ]
      try bench.put("k", kms)
      #expect(try bench.get("k") == [1, 2, 3])
      try setPolicy(
        key, &bench, Self.root, Self.statement(Self.alice, row.action, effect: "Deny"))
      let refusal = bench.objectRefusal(row.operation, "k", kms)
      #expect(refusal?.code == "AccessDenied")
      let start =
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: \(row.action) on"
      #expect(refusal?.message?.hasPrefix(start) == true, "\(refusal?.message ?? "")")
      #expect(refusal?.message?.contains("explicit") == true)
    }
  }

  @Test func `an object of one account under the key of another needs both policies`() throws {
    var bench = try Bench.withBucket()
    let foreign = try bench.with(.stranger) { bench in try bench.makeKey() }
    let arn = "arn:aws:kms:us-east-1:444455556666:key/\(foreign.text ?? "")"
    let kms: DocumentObject = ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": .string(arn)]
    let refusal = bench.objectRefusal("PutObject", "k", kms)
    #expect(refusal?.code == "AccessDenied")
    #expect(refusal?.message?.contains("kms:GenerateDataKey") == true)
    try bench.with(.stranger) { bench in
      try setPolicy(
        foreign, &bench, Self.statement("444455556666", "kms:*"),
        Self.statement("111122223333", "kms:*"))
    }
    #expect(try bench.put("k", kms)["SSEKMSKeyId"] == .string(arn))
    #expect(try bench.get("k") == [1, 2, 3])
    try bench.with(.stranger) { _ = try $0.must("DisableKey", ["KeyId": foreign]) }
    #expect(
      bench.objectRefusal("GetObject", "k")
        == WireError("KMS.DisabledException", "\(arn) is disabled."))
  }

  @Test func `DeleteObjects permits and refuses each object by itself`() throws {
    var bench = try Bench.withBucket()
    for name in ["a", "keep/b"] { try bench.put(name) }
    bench.world.environment.identities.setPolicies(
      [
        IdentityPolicy(
          name: "x",
          document: PolicyDocument(statements: [
            PolicyStatement(
              sid: nil, effect: .allow, principals: [],
              actions: [Wildcard("s3:DeleteObject", ignoringCase: true)],
              resources: [Wildcard("arn:aws:s3:::b-1/a")])
          ]))
      ], ofUser: "bob", in: .learner)
    let response = try bench.with(.bob) { bench in
      try bench.must(
        "DeleteObjects",
        ["Bucket": "b-1", "Delete": ["Objects": [["Key": "keep/b"], ["Key": "a"]]]])
    }
    #expect(response["Deleted"] == [["Key": "a"]])
    #expect(response["Errors"]?.elements?.map { $0["Key"] } == ["keep/b"])
    #expect(response["Errors"]?.elements?.first?["Code"] == "AccessDenied")
    #expect(try bench.get("keep/b") == [1, 2, 3])
    #expect(bench.objectRefusal("GetObject", "a")?.code == "NoSuchKey")
  }

  @Test func `the owner that a caller expects must be the owner`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    for operation in ["GetObject", "PutObject", "HeadObject", "DeleteObject", "ListObjectsV2"] {
      let other = bench.objectRefusal(operation, "k", ["ExpectedBucketOwner": "444455556666"])
      #expect(["AccessDenied", "403"].contains(other?.code))
      let same = bench.objectRefusal(operation, "k", ["ExpectedBucketOwner": "111122223333"])
      #expect(same == nil)
    }
    #expect(
      bench.objectRefusal("PutObject", "k", ["ExpectedBucketOwner": "x"])?.code
        == "InvalidBucketOwnerAWSAccountID")
  }
}
