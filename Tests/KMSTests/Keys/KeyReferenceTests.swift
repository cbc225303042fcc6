import Access
import Cloud
import Kernel
import TestBench
import Testing

/// How keys are named, and what the wrong names answer.
@Suite struct KeyReferenceTests {
  var bench = Bench()
  let key: Document

  init() throws {
    key = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": key])
  }

  static let absent = "1234abcd-12ab-34cd-56ef-1234567890ab"
  static let here = "arn:aws:kms:us-east-1:111122223333:"

  /// Names that every operation refuses.
  @Test(
    arguments: [
      ("x", "NotFoundException", "Invalid keyId 'x'"),  // no form at all
      (
        "1234abcd12ab34cd56ef1234567890ab", "NotFoundException",
        "Invalid keyId '1234abcd12ab34cd56ef1234567890ab'"
      ),  // without dashes
      ("mrk-1234", "NotFoundException", "Invalid keyId 'mrk-1234'"),  // too short
      (absent, "NotFoundException", "Key '\(here)key/\(absent)' does not exist"),  // well-formed
      (
        "mrk-1234abcd12ab34cd56ef1234567890ab", "NotFoundException",
        "Key '\(here)key/mrk-1234abcd12ab34cd56ef1234567890ab' does not exist"
      ),  // a multi-Region id
      (
        here + "key/\(absent)", "NotFoundException", "Key '\(here)key/\(absent)' does not exist"
      ),  // an ARN
      (
        "arn:aws:kms:eu-west-1:111122223333:key/\(absent)", "NotFoundException",
        "Invalid arn eu-west-1"
      ),  // an ARN of another Region
    ], ["DescribeKey", "DisableKey", "ListAliases", "GetKeyRotationStatus", "ListResourceTags"])
  mutating func `a name of no key is refused in AWS's words`(
    row: (name: String, code: String, text: String), operation: String
  ) {
    #expect(
      bench.refusal(operation, ["KeyId": .string(row.name)]) == WireError(row.code, row.text))
  }

  @Test(arguments: [
    ("alias/none", "NotFoundException", "Alias \(here)alias/none is not found."),  // unknown
    (here + "alias/none", "NotFoundException", "Alias \(here)alias/none is not found."),  // by ARN
    ("alias/MINE", "NotFoundException", "Alias \(here)alias/MINE is not found."),  // another case
    (
      "arn:aws:kms:eu-west-1:111122223333:alias/mine", "NotFoundException", "Invalid arn eu-west-1"
    ),  // another Region
  ])
  mutating func `an alias of no key is refused in AWS's words`(
    name: String, code: String, text: String
  ) {
    for operation in ["DescribeKey", "Encrypt"] {
      #expect(
        bench.refusal(operation, ["KeyId": .string(name), "Plaintext": "AA=="])
          == WireError(code, text))
    }
  }

  /// Every operation that takes key id and key ARN only, with what else it requires.
  static let management: [(operation: String, member: String, rest: DocumentObject)] = [
    ("CancelKeyDeletion", "KeyId", [:]),
    (
      "CreateGrant", "KeyId",
      ["GranteePrincipal": "arn:aws:iam::111122223333:user/alice", "Operations": ["Decrypt"]]
    ),
    ("DeleteImportedKeyMaterial", "KeyId", [:]), ("DisableKey", "KeyId", [:]),
    ("DisableKeyRotation", "KeyId", [:]), ("EnableKey", "KeyId", [:]),
    ("EnableKeyRotation", "KeyId", [:]), ("GetKeyPolicy", "KeyId", [:]),
    ("GetKeyRotationStatus", "KeyId", [:]),
    (
      "GetParametersForImport", "KeyId",
      ["WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"]
    ),
    (
      "ImportKeyMaterial", "KeyId",
      ["ImportToken": .bytes([1]), "EncryptedKeyMaterial": .bytes([1])]
    ),
    ("ListAliases", "KeyId", [:]), ("ListGrants", "KeyId", [:]), ("ListKeyPolicies", "KeyId", [:]),
    ("ListKeyRotations", "KeyId", [:]), ("ListResourceTags", "KeyId", [:]),
    ("PutKeyPolicy", "KeyId", ["Policy": "{}"]),
    ("ReplicateKey", "KeyId", ["ReplicaRegion": "eu-west-1"]),
    ("RevokeGrant", "KeyId", ["GrantId": .string(String(repeating: "0", count: 64))]),
    ("RotateKeyOnDemand", "KeyId", [:]), ("ScheduleKeyDeletion", "KeyId", [:]),
    ("TagResource", "KeyId", ["Tags": [["TagKey": "a", "TagValue": "b"]]]),
    ("UntagResource", "KeyId", ["TagKeys": ["a"]]),
    ("UpdateKeyDescription", "KeyId", ["Description": ""]),
    ("UpdatePrimaryRegion", "KeyId", ["PrimaryRegion": "eu-west-1"]),
  ]

  @Test(arguments: management)
  mutating func `management takes no aliases, neither by name nor by ARN`(
    operation: String, member: String, rest: DocumentObject
  ) {
    for alias in ["alias/mine", "alias/none", Self.here + "alias/mine"] {
      var request = rest
      request[member] = .string(alias)
      #expect(
        bench.refusal(operation, .object(request))
          == WireError("InvalidArnException", "Key Aliases are not supported for this operation"))
    }
  }

  @Test(arguments: [("CreateAlias", "alias/other"), ("UpdateAlias", "alias/mine")])
  mutating func `the target of an alias is no alias`(operation: String, name: String) {
    let request = { (target: String) -> Document in
      ["AliasName": .string(name), "TargetKeyId": .string(target)]
    }
    // Their models know no InvalidArnException.
    #expect(
      bench.refusal(operation, request("alias/mine"))
        == WireError("NotFoundException", "Invalid keyId 'alias/mine'"))
    #expect(
      bench.refusal(operation, request(Self.here + "alias/mine"))
        == WireError("InvalidArnException", "Key Aliases are not supported for this operation"))
  }

  @Test mutating func `an id of another Region does not exist here`() throws {
    let refusal = bench.with(in: .euWest1) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(
      refusal
        == WireError(
          "NotFoundException",
          "Key 'arn:aws:kms:eu-west-1:111122223333:key/\(key.text ?? "")' does not exist"))
  }

  @Test mutating func `accounts and Regions are separate`() throws {
    let lists = [(Principal.alice, Region.euWest1), (.stranger, .usEast1)]
    for (principal, region) in lists {
      try bench.with(principal, in: region) { bench in
        #expect(try bench.must("ListKeys")["Keys"] == [])
        let aliases = try bench.must("ListAliases")["Aliases"]?.elements ?? []
        #expect(aliases.allSatisfy { $0["AliasName"]?.text?.hasPrefix("alias/aws/") == true })
        let own = try bench.makeKey()
        // The same name again, for another key.
        try bench.must("CreateAlias", ["AliasName": "alias/mine", "TargetKeyId": own])
        let arn = try bench.must("DescribeKey", ["KeyId": "alias/mine"])["KeyMetadata"]?["Arn"]
        #expect(arn == .string(bench.arn(own)))
        #expect(try bench.must("ListKeys")["Keys"]?.elements?.count == 1)
      }
    }
    let arn = try bench.must("DescribeKey", ["KeyId": "alias/mine"])["KeyMetadata"]?["Arn"]
    #expect(arn == .string(bench.arn(key)))
  }

  @Test mutating func `another account learns nothing of which keys there are`() {
    let hidden =
      " on this resource because the resource does not exist in this Region, no resource-based "
      + "policies allow access, or a resource-based policy explicitly denies access"
    let names = [
      Self.here + "key/\(key.text ?? "")", Self.here + "key/\(Self.absent)",
      Self.here + "alias/mine", Self.here + "alias/none",
    ]
    bench.with(.stranger) { bench in
      for name in names {
        #expect(
          bench.refusal("DescribeKey", ["KeyId": .string(name)])
            == WireError(
              "AccessDeniedException",
              "User: arn:aws:iam::444455556666:root is not authorized to perform: "
                + "kms:DescribeKey" + hidden))
      }
      // ListAliases asks no key policy: it says the same of keys that are and that are not.
      for name in names.prefix(2) {
        #expect(
          bench.refusal("ListAliases", ["KeyId": .string(name)])
            == WireError("NotFoundException", "Key '\(name)' does not exist"))
      }
    }
  }
}
