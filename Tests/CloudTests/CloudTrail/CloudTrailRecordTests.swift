import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Records of CloudTrail, field by field; CloudTrail User Guide, "CloudTrail record contents" and
/// "userIdentity element"; KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail".
@Suite struct CloudTrailRecordTests {
  /// The newest record of that name, as the account gets it.
  private static func record(
    _ name: String, _ bench: Bench, for account: AccountID = .learner
  ) throws -> DocumentObject {
    let environment = bench.world.environment
    let found = environment.trail.suffix(environment.trail.count).map(\.record)
      .last { $0.name == name }
    let event = CloudTrailEvent(try #require(found), for: account, environment.identities)
    return try #require(event).document
  }

  /// What every record of a call has, in the order of the documentation's examples.
  static let common = [
    "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion",
    "sourceIPAddress", "userAgent", "requestParameters", "responseElements", "requestID",
    "eventID", "readOnly", "resources", "eventType", "managementEvent", "recipientAccountId",
    "eventCategory",
  ]

  /// The common fields without some, and others each behind one of them.
  private static func fields(
    without missing: [String] = [], _ more: [(after: String, name: String)] = []
  ) -> [String] {
    var fields = common.filter { !missing.contains($0) }
    for extra in more {
      fields.insert(extra.name, at: (fields.firstIndex(of: extra.after) ?? 0) + 1)
    }
    return fields
  }

  @Test func `a call has the common fields, each with its documented kind of value`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    let record = try Self.record("CreateKey", bench)
    #expect(record.names == Self.common)
    #expect(record["eventVersion"] == "1.11" && record["eventTime"] == "2025-01-01T00:00:00Z")
    #expect(record["eventSource"] == "kms.amazonaws.com" && record["awsRegion"] == "us-east-1")
    #expect(record["sourceIPAddress"] == "203.0.113.25")
    #expect(record["userAgent"]?.text?.hasPrefix("aws-cli/2") == true)
    #expect(record["readOnly"] == false && record["managementEvent"] == true)
    #expect(record["eventType"] == "AwsApiCall" && record["eventCategory"] == "Management")
    #expect(record["recipientAccountId"] == "111122223333")
    for id in ["requestID", "eventID"] {
      #expect(record[id]?.text?.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12], "\(id)")
    }
    #expect(
      record["resources"] == [
        [
          "accountId": "111122223333", "type": "AWS::KMS::Key",
          "ARN": .string(bench.arn(key)),
        ]
      ])
  }

  @Test func `a refused call has code and text, and nothing of an answer`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("DisableKey", ["KeyId": key])
    _ = bench.refusal("Encrypt", ["KeyId": key, "Plaintext": .bytes([1])])
    var record = try Self.record("Encrypt", bench)
    #expect(
      record.names
        == Self.fields([("userAgent", "errorCode"), ("errorCode", "errorMessage")]))
    #expect(record["errorCode"] == "DisabledException" && record["responseElements"] == .null)
    bench.with(.bob) { [key] in _ = $0.refusal("DescribeKey", ["KeyId": key]) }
    record = try Self.record("DescribeKey", bench)
    #expect(record["errorCode"] == "AccessDenied", "without the word Exception")
  }

  @Test func `what KMS does by itself has no caller, no request and details of its own`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 365)
    let record = try Self.record("RotateKey", bench)
    #expect(
      record.names
        == Self.fields(
          without: ["requestID"], [("recipientAccountId", "serviceEventDetails")]))
    #expect(record["userIdentity"] == ["accountId": "111122223333", "invokedBy": "AWS Internal"])
    #expect(record["sourceIPAddress"] == "AWS Internal" && record["userAgent"] == "AWS Internal")
    #expect(record["eventType"] == "AwsServiceEvent" && record["readOnly"] == false)
    #expect(record["requestParameters"] == .null && record["responseElements"] == .null)
    #expect(
      record["serviceEventDetails"]?.members?.names.sorted() == [
        "currentKeyMaterialId", "keyId", "keyOrigin", "previousKeyMaterialId", "rotationType",
      ])
    #expect(record["serviceEventDetails"]?["keyId"] == key, "the id alone, no ARN")
    #expect(record["serviceEventDetails"]?["rotationType"] == "AUTOMATIC")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    try bench.advance(days: 7)
    #expect(try Self.record("DeleteKey", bench)["eventType"] == "AwsServiceEvent")
  }

  @Test func `the owner of a key gets a copy of another account's call, under one shared id`()
    throws
  {
    var bench = Bench()
    let policy: Document =
      #"{"Statement":{"Effect":"Allow","Principal":{"AWS":["111122223333","444455556666"]},"Action":"kms:*","Resource":"*"}}"#
    let key = try bench.makeKey(["Policy": policy])
    let arn = Document.string(bench.arn(key))
    _ = try bench.with(.stranger) {
      try $0.must("Encrypt", ["KeyId": arn, "Plaintext": .bytes([1])])
    }
    let owners = try Self.record("Encrypt", bench)
    let callers = try Self.record("Encrypt", bench, for: .partner)
    for record in [owners, callers] {
      #expect(record.names == Self.fields([("recipientAccountId", "sharedEventID")]))
    }
    #expect(owners["sharedEventID"] == callers["sharedEventID"])
    #expect(owners["eventID"] != callers["eventID"])
    #expect(owners["userIdentity"]?.members?.names == ["type", "principalId", "accountId"])
    #expect(owners["userIdentity"]?["type"] == "AWSAccount")
    #expect(callers["userIdentity"]?["type"] == "Root")
  }

  @Test func `each kind of caller has its documented identity`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    let user = try Self.record("CreateKey", bench)["userIdentity"]?.members
    #expect(
      user?.names == ["type", "principalId", "arn", "accountId", "accessKeyId", "userName"])
    #expect(user?["type"] == "IAMUser" && user?["userName"] == "alice")
    #expect(user?["principalId"]?.text?.hasPrefix("AIDA") == true)
    #expect(user?["accessKeyId"]?.text?.hasPrefix("AKIA") == true)

    bench.principal = .root
    try bench.must("ListKeys")
    let root = try Self.record("ListKeys", bench)["userIdentity"]?.members
    #expect(root?.names == ["type", "principalId", "arn", "accountId", "accessKeyId"])
    #expect(root?["type"] == "Root" && root?["principalId"] == "111122223333")

    try bench.must(
      "CreateRole",
      [
        "RoleName": "App",
        "AssumeRolePolicyDocument":
          #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"#,
      ])
    bench.principal = .session(RoleSession(.learner, role: "App", name: "night"))
    _ = bench.refusal("DescribeKey", ["KeyId": key])
    let session = try Self.record("DescribeKey", bench)["userIdentity"]?.members
    #expect(
      session?.names == [
        "type", "principalId", "arn", "accountId", "accessKeyId", "sessionContext",
      ])
    #expect(session?["arn"] == "arn:aws:sts::111122223333:assumed-role/App/night")
    let context = session?["sessionContext"]
    #expect(context?.members?.names == ["sessionIssuer", "attributes"])
    #expect(
      context?["sessionIssuer"]?.members?.names == [
        "type", "principalId", "arn", "accountId", "userName",
      ])
    #expect(
      context?["attributes"]
        == ["creationDate": "2025-01-01T00:00:00Z", "mfaAuthenticated": "false"])
  }

  @Test func `S3 asks KMS as its caller, and says so in three places`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    try bench.must(
      "PutObject",
      [
        "Bucket": "b-1", "Key": "k", "Body": .bytes([1]), "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": key,
      ])
    let record = try Self.record("GenerateDataKey", bench)
    let service: Document = "fas.s3.amazonaws.com"
    #expect(record["sourceIPAddress"] == service && record["userAgent"] == service)
    #expect(record["userIdentity"]?["invokedBy"] == service)
    #expect(record["userIdentity"]?["userName"] == "alice")
    #expect(
      record["requestParameters"] == [
        "keyId": key, "encryptionContext": ["aws:s3:arn": "arn:aws:s3:::b-1/k"],
        "keySpec": "AES_256",
      ])
    let put = try Self.record("PutObject", bench)
    #expect(put["managementEvent"] == false && put["eventCategory"] == "Data")
    #expect(
      put["requestParameters"]?.members?.names.sorted() == [
        "Host", "bucketName", "key", "x-amz-server-side-encryption",
        "x-amz-server-side-encryption-aws-kms-key-id",
      ])
    #expect(
      put["resources"] == [
        ["type": "AWS::S3::Object", "ARN": "arn:aws:s3:::b-1/k"],
        ["accountId": "111122223333", "type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::b-1"],
      ])
  }

  /// One event of KMS: what its record tells of request and answer.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    var request: DocumentObject = [:]
    /// The names in `requestParameters`; `nil` for null.
    var parameters: [String]? = ["keyId"]
    /// The names in `responseElements`; `nil` for null.
    var elements: [String]? = ["keyId"]
    var isReadOnly = false
    var resourceCount = 1
    var testDescription: String { name }
  }

  static let rows = [
    Row(
      name: "Encrypt", request: ["Plaintext": .bytes([1]), "EncryptionContext": ["a": "b"]],
      parameters: ["keyId", "encryptionContext", "encryptionAlgorithm"], elements: nil,
      isReadOnly: true),
    Row(
      name: "GenerateDataKey",
      request: ["KeySpec": "AES_256", "EncryptionContext": ["a": "b"]],
      parameters: ["keyId", "encryptionContext", "keySpec"], elements: nil, isReadOnly: true),
    Row(
      name: "GenerateDataKeyWithoutPlaintext", request: ["NumberOfBytes": 16],
      parameters: ["keyId", "numberOfBytes"], elements: nil, isReadOnly: true),
    Row(name: "DescribeKey", elements: nil, isReadOnly: true),
    Row(name: "GetKeyPolicy", elements: nil, isReadOnly: true),
    Row(name: "ListGrants", elements: nil, isReadOnly: true),
    Row(name: "ListKeyRotations", elements: nil, isReadOnly: true),
    Row(name: "EnableKey"), Row(name: "DisableKey"), Row(name: "RotateKeyOnDemand"),
    Row(
      name: "EnableKeyRotation", request: ["RotationPeriodInDays": 90],
      parameters: ["keyId", "rotationPeriodInDays"]),
    Row(name: "DisableKeyRotation"),
    Row(
      name: "TagResource", request: ["Tags": [["TagKey": "a", "TagValue": "b"]]],
      parameters: ["keyId", "tags"]),
    Row(
      name: "UpdateKeyDescription", request: ["Description": "mine"],
      parameters: ["keyId", "description"]),
    Row(
      name: "ScheduleKeyDeletion", request: ["PendingWindowInDays": 7],
      parameters: ["keyId", "pendingWindowInDays"],
      elements: ["keyId", "deletionDate", "keyState", "pendingWindowInDays"]),
    Row(
      name: "CreateGrant",
      request: [
        "GranteePrincipal": "arn:aws:iam::111122223333:user/bob", "Operations": ["Decrypt"],
        "GrantTokens": ["x"], "Name": "n",
      ], parameters: ["keyId", "granteePrincipal", "operations", "name"],
      elements: ["grantId", "keyId"]),
  ]

  @Test(arguments: rows)
  func `an event of KMS tells the documented members of request and answer`(row: Row) throws {
    var bench = Bench()
    let key = try bench.makeKey()
    var request: DocumentObject = ["KeyId": key]
    for entry in row.request.entries where entry.name != "GrantTokens" {
      request[entry.name] = entry.value
    }
    try bench.must(row.name, .object(request))
    let record = try Self.record(row.name, bench)
    #expect(record["requestParameters"]?.members?.names.sorted() == row.parameters?.sorted())
    #expect(record["responseElements"]?.members?.names.sorted() == row.elements?.sorted())
    #expect(record["readOnly"] == .bool(row.isReadOnly))
    #expect(record["resources"]?.elements?.count == row.resourceCount)
    if row.elements != nil {
      #expect(record["responseElements"]?["keyId"] == .string(bench.arn(key)))
    }
  }

  @Test func `events that name no key, or two, are told as documented`() throws {
    var bench = Bench()
    let (one, two) = (try bench.makeKey(), try bench.makeKey())
    try bench.must("GenerateRandom", ["NumberOfBytes": 8])
    let random = try Self.record("GenerateRandom", bench)
    #expect(random["requestParameters"] == .null && random["resources"] == [])

    let blob = try bench.encrypt(under: one)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    let decrypt = try Self.record("Decrypt", bench)
    #expect(
      decrypt["requestParameters"] == [
        "keyId": .string(bench.arn(one)), "encryptionAlgorithm": "SYMMETRIC_DEFAULT",
      ])
    try bench.must("ReEncrypt", ["CiphertextBlob": .bytes(blob), "DestinationKeyId": two])
    let again = try Self.record("ReEncrypt", bench)
    #expect(
      again["requestParameters"]?.members?.names.sorted() == [
        "destinationEncryptionAlgorithm", "destinationKeyId", "sourceEncryptionAlgorithm",
      ])
    #expect(
      again["resources"]?.elements?.map { $0["ARN"]?.text }
        == [bench.arn(one), bench.arn(two)])

    try bench.must("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": one])
    let alias = try Self.record("CreateAlias", bench)
    #expect(alias["requestParameters"] == ["aliasName": "alias/a", "targetKeyId": one])
    #expect(alias["responseElements"] == .null)
    #expect(
      alias["resources"]?.elements?.map { $0["type"] } == ["AWS::KMS::Key", "AWS::KMS::Key"])
  }

  @Test func `CreateKey tells what it took for granted, and the key as it was made`() throws {
    var bench = Bench()
    _ = try bench.makeKey()
    let record = try Self.record("CreateKey", bench)
    #expect(
      record["requestParameters"]?.members?.names.sorted() == [
        "bypassPolicyLockoutSafetyCheck", "customerMasterKeySpec", "description", "keySpec",
        "keyUsage", "multiRegion", "origin",
      ])
    let metadata = record["responseElements"]?["keyMetadata"]?.members
    #expect(metadata?["creationDate"] == "Jan 1, 2025, 12:00:00 AM")
    #expect(metadata?["AWSAccountId"] == "111122223333" && metadata?["multiRegion"] == false)
  }

  @Test func `a grant is retired by what only additional data tells`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    let grant = try bench.must(
      "CreateGrant",
      [
        "KeyId": key, "GranteePrincipal": "arn:aws:iam::111122223333:user/bob",
        "RetiringPrincipal": "arn:aws:iam::111122223333:user/alice", "Operations": ["Decrypt"],
      ])
    try bench.must("RetireGrant", ["GrantToken": try #require(grant["GrantToken"])])
    let record = try Self.record("RetireGrant", bench)
    #expect(record.names == Self.fields([("responseElements", "additionalEventData")]))
    #expect(record["requestParameters"] == .null && record["responseElements"] == .null)
    #expect(record["additionalEventData"] == ["grantId": try #require(grant["GrantId"])])
    let text = JSONWriter.text(.object(record))
    #expect(grant["GrantToken"]?.text.map(text.contains) == false)
  }

  @Test func `no record holds what was encrypted, or a key`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    let secret = Array("a very secret text".utf8)
    let blob = try bench.encrypt(secret, under: key)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    let data = try bench.must("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"])
    let hidden = [secret, blob, data["Plaintext"]?.blob ?? [], data["CiphertextBlob"]?.blob ?? []]
    for name in ["Encrypt", "Decrypt", "GenerateDataKey"] {
      let text = JSONWriter.text(.object(try Self.record(name, bench)))
      for bytes in hidden { #expect(!text.contains(Base64.encode(bytes)), "\(name)") }
    }
  }
}
