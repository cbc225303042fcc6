import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// Key policies and IAM, as KMS uses them.
@Suite struct PermissionTests {
  var bench = Bench()
  let key: Document

  init() throws { key = try bench.makeKey() }

  private var arn: String { bench.arn(key) }

  /// A statement for a principal.
  private static func statement(
    _ principal: String, _ actions: String = "kms:*", effect: String = "Allow"
  ) -> String {
    """
    {"Effect": "\(effect)", "Principal": {"AWS": "\(principal)"}, \
    "Action": "\(actions)", "Resource": "*"}
    """
  }

  private static func policy(_ statements: String...) -> Document {
    .string(
      #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#)
  }

  private static let rootStatement = statement("arn:aws:iam::111122223333:root")
  private static let bob = "arn:aws:iam::111122223333:user/bob"
  private static let alice = "arn:aws:iam::111122223333:user/alice"

  private mutating func put(_ statements: String..., bypass: Bool = false) throws {
    try bench.must(
      "PutKeyPolicy",
      [
        "KeyId": key, "BypassPolicyLockoutSafetyCheck": .bool(bypass),
        "Policy": .string(
          #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#),
      ])
  }

  private func denied(_ user: String, _ action: String, _ rest: String) -> WireError {
    WireError(
      "AccessDeniedException",
      "User: arn:aws:iam::\(user) is not authorized to perform: kms:\(action) on \(rest)")
  }

  @Test mutating func `the default policy is AWS's, letter by letter`() throws {
    let response = try bench.must("GetKeyPolicy", ["KeyId": key])
    #expect(
      response["Policy"]
        == .string(
          """
          {
            "Version" : "2012-10-17",
            "Id" : "key-default-1",
            "Statement" : [ {
              "Sid" : "Enable IAM User Permissions",
              "Effect" : "Allow",
              "Principal" : {
                "AWS" : "arn:aws:iam::111122223333:root"
              },
              "Action" : "kms:*",
              "Resource" : "*"
            } ]
          }
          """))
    #expect(response["PolicyName"] == "default")
    #expect(
      try bench.must("ListKeyPolicies", ["KeyId": key])
        == ["PolicyNames": ["default"], "Truncated": false])
  }

  @Test mutating func `the default policy reads as its text says`() throws {
    let text = try #require(bench.must("GetKeyPolicy", ["KeyId": key])["Policy"])
    let before = bench.world.storage.kms.keys.first?.value.policy.document
    try bench.must("PutKeyPolicy", ["KeyId": key, "Policy": text])
    #expect(bench.world.storage.kms.keys.first?.value.policy.document == before)
  }

  @Test(arguments: ["GetKeyPolicy", "PutKeyPolicy"])
  mutating func `there is one name of a policy`(operation: String) {
    #expect(
      bench.refusal(
        operation,
        ["KeyId": key, "PolicyName": "other", "Policy": Self.policy(Self.rootStatement)])
        == WireError("NotFoundException", "No such policy exists"))
  }

  @Test mutating func `with the default policy IAM decides`() {
    #expect(bench.refusal("DescribeKey", ["KeyId": key]) == nil)
    let byRoot = bench.with(.root) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(byRoot == nil)
    let byBob = bench.with(.bob) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(
      byBob
        == denied(
          "111122223333:user/bob", "DescribeKey",
          "resource: \(arn) because no identity-based policy allows the kms:DescribeKey action"))
  }

  @Test mutating func `a policy that names bob is enough for bob`() throws {
    try put(Self.rootStatement, Self.statement(Self.bob, "kms:Describe*"))
    bench.with(.bob) { [key] bench in
      #expect(bench.refusal("DescribeKey", ["KeyId": key]) == nil)
      #expect(bench.refusal("DisableKey", ["KeyId": key])?.code == "AccessDeniedException")
    }
  }

  @Test mutating func `without the root statement IAM does not count`() throws {
    try put(Self.statement(Self.bob), bypass: true)
    for operation in ["DescribeKey", "GetKeyPolicy", "ScheduleKeyDeletion"] {
      for (principal, user) in [
        (Principal.alice, "111122223333:user/alice"), (.root, "111122223333:root"),
      ] {
        let refusal = bench.with(principal) { [key] in $0.refusal(operation, ["KeyId": key]) }
        #expect(
          refusal
            == denied(
              user, operation,
              "resource: \(arn) because no resource-based policy allows the kms:\(operation) "
                + "action"))
      }
    }
    let byBob = bench.with(.bob) { [key] in $0.refusal("DescribeKey", ["KeyId": key]) }
    #expect(byBob == nil)
  }

  @Test mutating func `an explicit deny comes before all that allows`() throws {
    try put(
      Self.rootStatement, Self.statement(Self.alice),
      Self.statement(Self.alice, "kms:Encrypt", effect: "Deny"))
    #expect(
      bench.refusal("Encrypt", ["KeyId": key, "Plaintext": "AA=="])
        == denied(
          "111122223333:user/alice", "Encrypt",
          "resource: \(arn) with an explicit deny in a resource-based policy"))
    #expect(bench.refusal("GenerateDataKey", ["KeyId": key, "NumberOfBytes": 1]) == nil)
  }

  @Test mutating func `a deny on the key hides a ciphertext's key`() throws {
    let blob = try bench.encrypt(under: key)
    try put(Self.rootStatement, Self.statement(Self.alice, "kms:Decrypt", effect: "Deny"))
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)])?.message?
        .contains("on the resource associated with this ciphertext because") == true)
    #expect(
      bench.refusal("Decrypt", ["CiphertextBlob": .bytes(blob), "KeyId": key])
        == denied(
          "111122223333:user/alice", "Decrypt",
          "resource: \(arn) with an explicit deny in a resource-based policy"))
  }

  @Test mutating func `a policy must not lock its author out`() throws {
    let expected = WireError(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.")
    let locking = [
      Self.policy(Self.statement(Self.bob)),  // somebody else
      Self.policy(Self.statement(Self.alice, "kms:Describe*")),  // other actions
      Self.policy(  // a deny
        Self.rootStatement, Self.statement(Self.alice, "kms:Put*", effect: "Deny")),
      .string(#"{"Statement": []}"#),  // nobody
    ]
    for policy in locking {
      #expect(bench.refusal("PutKeyPolicy", ["KeyId": key, "Policy": policy]) == expected)
      #expect(bench.refusal("CreateKey", ["Policy": policy]) == expected)
    }
    for policy in locking {
      let other = try bench.makeKey(["Policy": policy, "BypassPolicyLockoutSafetyCheck": true])
      #expect(
        bench.refusal("PutKeyPolicy", ["KeyId": other, "Policy": Self.policy(Self.rootStatement)])?
          .code == "AccessDeniedException")
    }
    try bench.must(
      "PutKeyPolicy", ["KeyId": key, "Policy": Self.policy(Self.statement(Self.alice))])
  }

  @Test(arguments: [
    "{",  // no JSON
    "[]",  // no object
    "{}",  // no statement
    #"{"Statement": [{"Effect": "Allow"}]}"#,  // no principal
    #"{"Statement": [{"Effect": "Perhaps", "Principal": "*"}]}"#,  // no effect
    #"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/carol"}}]}"#,
  ])
  mutating func `a policy that AWS cannot read is malformed`(text: String) {
    #expect(
      bench.refusal("PutKeyPolicy", ["KeyId": key, "Policy": .string(text)])?.code
        == "MalformedPolicyDocumentException")
  }

  @Test mutating func `what cannot be evaluated is refused with a plain word, never ignored`() {
    let text = """
      {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*", \
      "Condition": {"Bool": {"aws:FromTheMoon": "true"}}}]}
      """
    let refusal = bench.refusal("PutKeyPolicy", ["KeyId": key, "Policy": .string(text)])
    #expect(refusal?.code == "MalformedPolicyDocumentException")
    #expect(
      refusal?.message?.contains("kmslab cannot evaluate the condition key aws:FromTheMoon") == true
    )
  }

  @Test mutating func `a policy has 32,768 bytes at most`() throws {
    let text = Self.policy(Self.rootStatement).text ?? ""
    let full = text + String(repeating: " ", count: 32_768 - text.utf8.count)
    try bench.must("PutKeyPolicy", ["KeyId": key, "Policy": .string(full)])
    #expect(
      bench.refusal("PutKeyPolicy", ["KeyId": key, "Policy": .string(full + " ")])?.code
        == "LimitExceededException")
  }

  @Test mutating func `an alias needs permission on both sides`() throws {
    let request: Document = ["AliasName": "alias/a", "TargetKeyId": key]
    let alias = "arn:aws:kms:us-east-1:111122223333:alias/a"
    try put(Self.rootStatement, Self.statement(Self.bob))
    let byBob = bench.with(.bob) { $0.refusal("CreateAlias", request) }
    #expect(
      byBob
        == denied(
          "111122223333:user/bob", "CreateAlias",
          "resource: \(alias) because no identity-based policy allows the kms:CreateAlias action"),
      "the key's side alone")
    try put(Self.statement(Self.bob), bypass: true)
    #expect(
      bench.refusal("CreateAlias", request)
        == denied(
          "111122223333:user/alice", "CreateAlias",
          "resource: \(arn) because no resource-based policy allows the kms:CreateAlias action"),
      "IAM's side alone")
  }

  @Test mutating func `an update of an alias needs permission on three sides`() throws {
    let open = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/a", "TargetKeyId": key])
    try bench.must("CreateAlias", ["AliasName": "alias/b", "TargetKeyId": open])
    try put(
      Self.rootStatement, Self.statement(Self.alice, "kms:UpdateAlias", effect: "Deny"))
    let expected = denied(
      "111122223333:user/alice", "UpdateAlias",
      "resource: \(arn) with an explicit deny in a resource-based policy")
    #expect(
      bench.refusal("UpdateAlias", ["AliasName": "alias/a", "TargetKeyId": open]) == expected,
      "the key before")
    #expect(
      bench.refusal("UpdateAlias", ["AliasName": "alias/b", "TargetKeyId": key]) == expected,
      "the key afterwards")
    let byBob = bench.with(.bob) {
      $0.refusal("UpdateAlias", ["AliasName": "alias/b", "TargetKeyId": open])
    }
    #expect(byBob?.message?.contains("alias/b because no identity-based policy") == true)
  }

  @Test(
    arguments: [
      ("CreateKey", [:], "kms:CreateKey"),  // no key yet
      ("ListKeys", [:], "kms:ListKeys"),  // all keys
      ("ListAliases", [:], "kms:ListAliases"),  // all aliases
      ("GenerateRandom", ["NumberOfBytes": 1], "kms:GenerateRandom"),  // no key at all
    ] as [(String, Document, String)])
  mutating func `what has no key is decided by IAM alone`(
    operation: String, request: Document, action: String
  ) {
    let refusal = bench.with(.bob) { $0.refusal(operation, request) }
    #expect(
      refusal?.message
        == "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: \(action) on "
        + "resource: * because no identity-based policy allows the \(action) action")
  }

  @Test mutating func `re-encryption needs both rights`() throws {
    let target = try bench.makeKey()
    let blob = Document.bytes(try bench.encrypt(under: key))
    let request: Document = ["CiphertextBlob": blob, "DestinationKeyId": target]
    for (action, place) in [("ReEncryptFrom", key), ("ReEncryptTo", target)] {
      try bench.must(
        "PutKeyPolicy",
        [
          "KeyId": place,
          "Policy": Self.policy(
            Self.rootStatement, Self.statement(Self.alice, "kms:\(action)", effect: "Deny")),
        ])
      #expect(
        bench.refusal("ReEncrypt", request)?.message?.contains("perform: kms:\(action) on") == true)
      try bench.must(
        "PutKeyPolicy", ["KeyId": place, "Policy": Self.policy(Self.rootStatement)])
      try bench.must("ReEncrypt", request)
    }
  }

  /// What the key policy of another account's key allows, and what then comes.
  @Test(
    arguments: [
      ("arn:aws:iam::111122223333:root", Principal.alice, nil),  // both halves: account and IAM
      ("111122223333", .alice, nil),  // the account by its number
      ("arn:aws:iam::111122223333:user/alice", .alice, nil),  // the user and IAM
      (
        "arn:aws:iam::111122223333:user/bob", .bob,
        "resource: <arn> because no identity-based policy allows the kms:Encrypt action"
      ),  // the key's half alone
      (
        "arn:aws:iam::444455556666:root", .alice,
        "this resource because the resource does not exist in this Region, no resource-based "
          + "policies allow access, or a resource-based policy explicitly denies access"
      ),  // IAM's half alone
    ] as [(String, Principal, String?)])
  mutating func `another account's key needs both halves`(
    named: String, caller: Principal, refusal: String?
  ) throws {
    let policy = Self.policy(
      Self.statement("arn:aws:iam::444455556666:root"), Self.statement(named))
    let foreign = try bench.with(.stranger) { bench in
      bench.arn(try bench.makeKey(["Policy": policy]))
    }
    let name = caller == .bob ? "user/bob" : "user/alice"
    let expected = refusal.map {
      denied("111122223333:\(name)", "Encrypt", $0.replacing("<arn>", with: foreign))
    }
    bench.with(caller) { bench in
      let request: Document = ["KeyId": .string(foreign), "Plaintext": "AA=="]
      #expect(bench.refusal("Encrypt", request) == expected)
      // Management never works across accounts.
      #expect(
        bench.refusal("DisableKey", ["KeyId": .string(foreign)])?.code == "AccessDeniedException")
    }
  }

  @Test mutating func `a ciphertext of another account's key opens without its name`() throws {
    let policy = Self.policy(
      Self.statement("arn:aws:iam::444455556666:root"),
      Self.statement("arn:aws:iam::111122223333:root", "kms:Decrypt"))
    let blob = try bench.with(.stranger) { bench in
      try bench.encrypt(under: try bench.makeKey(["Policy": policy]))
    }
    #expect(
      try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])["Plaintext"]
        == .bytes([1, 2, 3]))
    let byBob = bench.with(.bob) { $0.refusal("Decrypt", ["CiphertextBlob": .bytes(blob)]) }
    #expect(byBob?.code == "AccessDeniedException")
  }
}
