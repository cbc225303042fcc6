import Access
import Cloud
import KMS
import Kernel
import TestBench
import Testing

@testable import S3

/// The AWS managed key `aws/s3`.
@Suite struct ManagedKeyTests {
  static let kms: DocumentObject = ["ServerSideEncryption": "aws:kms"]

  static func metadata(_ bench: inout Bench) throws -> Document {
    try #require(bench.must("DescribeKey", ["KeyId": "alias/aws/s3"])["KeyMetadata"])
  }

  @Test(arguments: [false, true])
  func `it is made at its first use, by S3 or by DescribeKey`(byS3: Bool) throws {
    var bench = try Bench.withBucket()
    #expect(try bench.must("ListKeys")["Keys"] == [])
    if byS3 { try bench.put("k", Self.kms) }
    let metadata = try Self.metadata(&bench)
    #expect(metadata["KeyManager"] == "AWS" && metadata["KeyState"] == "Enabled")
    #expect(metadata["KeySpec"] == "SYMMETRIC_DEFAULT")
    #expect(try bench.must("ListKeys")["Keys"]?.elements?.count == 1)
    let targeted = try bench.must("ListAliases")["Aliases"]?.elements?
      .filter { $0["TargetKeyId"] != nil }
    #expect(targeted?.map { $0["AliasName"] } == ["alias/aws/s3"])
    let put = try bench.put("k", Self.kms)
    #expect(put["SSEKMSKeyId"] == metadata["Arn"], "the same key from then on")
    let events = bench.world.environment.trail.suffix(100).filter { $0.record.name == "CreateKey" }
    #expect(events.count == 1 && events.first?.record.actor == .aws)
    let used = bench.world.environment.trail.suffix(100).filter {
      ["DescribeKey", "GenerateDataKey"].contains($0.record.name)
    }
    #expect(
      used.allSatisfy { $0.record.resources.map(\.description) == [metadata["Arn"]?.text] },
      "the trail names the key, the call that made it too")
  }

  /// Aliases that AWS keeps, with the service of the policy and what the description says.
  static let predefined = [
    ("acm", "acm", "ACM private keys"), ("dynamodb", "dynamodb", "DynamoDB data"),
    ("ebs", "ec2", "EBS volumes"),  // volumes are EC2's
    ("elasticfilesystem", "elasticfilesystem", "EFS filesystems"),
    ("es", "es", "Elasticsearch data"), ("glue", "glue", "Glue data"),
    ("kinesis", "kinesis", "Kinesis data"),
    ("kinesisvideo", "kinesisvideo", "Kinesis Video Streams data"),
    ("lambda", "lambda", "Lambda functions"), ("rds", "rds", "RDS database volumes"),
    ("redshift", "redshift", "Redshift clusters"), ("s3", "s3", "S3 objects"),
    ("secretsmanager", "secretsmanager", "Secrets Manager data"), ("sns", "sns", "SNS data"),
    ("sqs", "sqs", "SQS messages"), ("ssm", "ssm", "SSM parameters"),
    ("xray", "xray", "X-Ray data"),
  ]

  @Test(arguments: predefined)
  func `DescribeKey of a predefined alias makes the key`(
    name: String, service: String, content: String
  ) throws {
    var bench = Bench()
    let metadata = try #require(
      bench.must("DescribeKey", ["KeyId": .string("alias/aws/\(name)")])["KeyMetadata"])
    #expect(metadata["KeyManager"] == "AWS")
    #expect(
      metadata["Description"]
        == .string("Default key that protects my \(content) when no other key is defined"))
    let id = try #require(metadata["KeyId"])
    let text = try #require(bench.must("GetKeyPolicy", ["KeyId": id])["Policy"]?.text)
    let statement = try JSONReader.read(text)["Statement"]?.elements?.first
    #expect(
      statement?["Condition"]?["StringEquals"]?["kms:ViaService"]
        == .string("\(service).us-east-1.amazonaws.com"))
    #expect(bench.refusal("Encrypt", ["KeyId": id, "Plaintext": .bytes([1])]) != nil)
    let entry = try bench.must("ListAliases", ["KeyId": id])["Aliases"]?.elements
    #expect(entry?.map { $0["AliasName"] } == [.string("alias/aws/\(name)")])
  }

  @Test func `ListAliases shows predefined aliases without a target until their first use`() throws
  {
    var bench = Bench()
    let entries = try bench.must("ListAliases")["Aliases"]?.elements ?? []
    #expect(
      entries.map { $0["AliasName"] } == Self.predefined.map { .string("alias/aws/\($0.0)") })
    #expect(
      entries.first == [
        "AliasName": "alias/aws/acm",
        "AliasArn": "arn:aws:kms:us-east-1:111122223333:alias/aws/acm",
      ])
    #expect(bench.refusal("DescribeKey", ["KeyId": "alias/aws/mine"])?.code == "NotFoundException")
  }

  @Test func `a refused first use makes none`() throws {
    var bench = try Bench.withBucket()
    #expect(bench.objectRefusal("PutObject", "k", in: "none", Self.kms) != nil)
    #expect(bench.refusal("Encrypt", ["KeyId": "alias/aws/s3", "Plaintext": .bytes([1])]) != nil)
    #expect(bench.world.storage.kms.keys.isEmpty)
  }

  @Test func `each account and Region has its own`() throws {
    var bench = try Bench.withBucket()
    let mine = try Self.metadata(&bench)["Arn"]
    let abroad = try bench.with(in: .euWest1) { try Self.metadata(&$0)["Arn"] }
    let theirs = try bench.with(.stranger) { try Self.metadata(&$0)["Arn"] }
    #expect(Set([mine, abroad, theirs].map { $0?.text }).count == 3)
  }

  @Test func `its policy is for the account by way of S3, and may be read`() throws {
    var bench = try Bench.withBucket()
    let id = try #require(Self.metadata(&bench)["KeyId"])
    let text = try #require(bench.must("GetKeyPolicy", ["KeyId": id])["Policy"]?.text)
    let policy = try JSONReader.read(text)
    let statements = try #require(policy["Statement"]?.elements)
    #expect(
      statements.first?["Condition"]?["StringEquals"]
        == [
          "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-1.amazonaws.com",
        ])
    #expect(statements.last?["Principal"] == ["AWS": "arn:aws:iam::111122223333:root"])
  }

  /// Operations that nobody may do, not even root.
  static let forbidden: [(String, DocumentObject)] = [
    ("Encrypt", ["Plaintext": .bytes([1])]), ("GenerateDataKey", ["KeySpec": "AES_256"]),
    ("GenerateDataKeyWithoutPlaintext", ["KeySpec": "AES_256"]), ("DisableKey", [:]),
    ("EnableKey", [:]), ("ScheduleKeyDeletion", [:]), ("CancelKeyDeletion", [:]),
    ("TagResource", ["Tags": [["TagKey": "a", "TagValue": "b"]]]),
    ("UntagResource", ["TagKeys": ["a"]]), ("PutKeyPolicy", ["Policy": "{\"Statement\": []}"]),
    ("UpdateKeyDescription", ["Description": "mine"]), ("DisableKeyRotation", [:]),
    ("EnableKeyRotation", ["RotationPeriodInDays": 90]), ("RotateKeyOnDemand", [:]),
  ]

  @Test(arguments: forbidden)
  func `nobody uses or changes it directly`(operation: String, more: DocumentObject) throws {
    var bench = try Bench.withBucket()
    try bench.put("k", Self.kms)
    let id = try #require(Self.metadata(&bench)["KeyId"])
    for caller in [Principal.alice, .root] {
      var request = more
      request["KeyId"] = id
      let refusal = bench.with(caller) { [request] in $0.refusal(operation, .object(request)) }
      #expect(refusal?.code == "AccessDeniedException", "\(caller): \(refusal?.message ?? "")")
    }
    let after = try Self.metadata(&bench)
    #expect(after["KeyState"] == "Enabled")
    #expect(try bench.get("k") == [1, 2, 3])
  }

  @Test func `its alias is nobody's to move, and what S3 stores nobody opens directly`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", Self.kms)
    let other = try bench.makeKey()
    for operation in ["CreateAlias", "UpdateAlias", "DeleteAlias"] {
      #expect(
        bench.refusal(operation, ["AliasName": "alias/aws/s3", "TargetKeyId": other]) != nil)
    }
    guard case .kms(let blob)? = try bench.stored("k").envelope.layers.first else {
      Issue.record("no wrapped key")
      return
    }
    #expect(
      bench.refusal(
        "Decrypt",
        [
          "CiphertextBlob": .bytes(blob.bytes),
          "EncryptionContext": ["aws:s3:arn": "arn:aws:s3:::b-1/k"],
        ])?.code == "AccessDeniedException")
  }

  @Test func `it rotates every year, and old objects stay readable`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", Self.kms)
    let id = try #require(Self.metadata(&bench)["KeyId"])
    let status = try bench.must("GetKeyRotationStatus", ["KeyId": id])
    #expect(status["KeyRotationEnabled"] == true && status["RotationPeriodInDays"] == 365)
    try bench.advance(days: 364)
    #expect(try bench.must("ListKeyRotations", ["KeyId": id])["Rotations"] == [])
    try bench.advance(days: 1)
    #expect(try bench.must("ListKeyRotations", ["KeyId": id])["Rotations"]?.elements?.count == 1)
    try bench.advance(days: 730)
    #expect(try bench.must("ListKeyRotations", ["KeyId": id])["Rotations"]?.elements?.count == 3)
    #expect(try bench.get("k") == [1, 2, 3])
  }

  @Test func `whoever S3 lets in may use it, but nobody of another account`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", Self.kms)
    bench.letBobUseS3()
    try bench.with(.bob) { bench in
      let content = try bench.get("k")
      #expect(content == [1, 2, 3])
      try bench.put("l", Self.kms)
    }
    let arn = try #require(Self.metadata(&bench)["Arn"])
    try bench.with(.stranger) { bench in
      try bench.must("CreateBucket", ["Bucket": "b-2"])
      let refusal = bench.objectRefusal(
        "PutObject", "k", in: "b-2", ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": arn])
      #expect(refusal?.code == "AccessDenied")
    }
  }
}
