import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Who gets at a bucket and its objects, once the bucket has a policy.
@Suite struct BucketAccessTests {
  /// Whom a policy names, what the caller's identity policy says, and whether GetObject succeeds.
  struct Row: Sendable, CustomTestStringConvertible {
    let statements: [String]
    let caller: Principal
    var identity: PolicyStatement.Effect?
    var code: String?
    var testDescription: String { "\(caller.arn) \(statements) \(code ?? "")" }

    init(
      _ caller: Principal, _ statements: String..., identity: PolicyStatement.Effect? = nil,
      is code: String? = nil
    ) {
      (self.caller, self.statements, self.identity, self.code) =
        (caller, statements, identity, code)
    }
  }

  static func statement(
    _ principal: String, effect: String = "Allow", not: Bool = false, _ more: String = ""
  ) -> String {
    Bench.statement(
      #""\#(not ? "Not" : "")Principal": \#(principal), "Action": "s3:GetObject", "#
        + #""Resource": "arn:aws:s3:::b-1/*"\#(more)"#, effect: effect)
  }
  static func user(_ name: String, _ account: String = "111122223333") -> String {
    #"{"AWS": "arn:aws:iam::\#(account):user/\#(name)"}"#
  }
  static let home = #"{"AWS": "arn:aws:iam::111122223333:root"}"#
  static let foreign = #"{"AWS": "arn:aws:iam::444455556666:root"}"#
  static let everybody = #""*""#
  static let denied = "AccessDenied"
  static let eve = user("eve", "444455556666")

  static let rows = [
    // Within the account one of both policies is enough.
    Row(.bob, is: denied), Row(.bob, identity: .allow), Row(.bob, statement(user("bob"))),
    Row(.bob, statement(user("alice")), is: denied), Row(.bob, statement(everybody)),
    // The account's name only leaves it to IAM.
    Row(.bob, statement(home), is: denied), Row(.bob, statement(home), identity: .allow),
    // A Deny wins, wherever it stands.
    Row(.bob, statement(user("bob"), effect: "Deny"), identity: .allow, is: denied),
    Row(.bob, statement(user("bob")), identity: .deny, is: denied),
    Row(.bob, statement(home, effect: "Deny"), identity: .allow, is: denied),
    Row(.bob, statement(user("bob")), statement(everybody, effect: "Deny"), is: denied),
    Row(.root, statement(everybody, effect: "Deny"), is: denied),
    Row(.root, statement(user("bob"))),
    // NotPrincipal.
    Row(
      .bob,
      statement(
        #"{"AWS": ["111122223333", "arn:aws:iam::111122223333:user/bob"]}"#,
        effect: "Deny", not: true), identity: .allow),
    Row(.bob, statement(user("alice"), effect: "Deny", not: true), identity: .allow, is: denied),
    // Another account: both.
    Row(.eve, identity: .allow, is: denied), Row(.eve, statement(eve), is: denied),
    Row(.eve, statement(eve), identity: .allow), Row(.eve, statement(foreign), is: denied),
    Row(.eve, statement(foreign), identity: .allow),
    Row(.eve, statement(everybody), identity: .allow),
    Row(.eve, statement(everybody), is: denied),
    Row(.eve, statement(eve), identity: .deny, is: denied),
    Row(.eve, statement(eve), statement(foreign, effect: "Deny"), identity: .allow, is: denied),
    Row(.stranger, statement(foreign)), Row(.stranger, is: denied),
    Row(.stranger, statement(eve), is: denied),
  ]

  @Test(arguments: rows)
  func `one policy is enough at home, both are needed abroad, and a Deny wins`(row: Row) throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    try bench.block()
    bench.permit(.eve)
    switch row.identity {
    case .allow?: bench.permit(row.caller, "s3:GetObject")
    case .deny?: bench.permit(row.caller, "s3:GetObject", effect: .deny)
    case nil: bench.permit(row.caller)
    }
    if !row.statements.isEmpty {
      let list = row.statements.joined(separator: ", ")
      try bench.must("PutBucketPolicy", Bench.putting(#"{"Statement": [\#(list)]}"#))
    }
    let refusal = bench.with(row.caller) { $0.objectRefusal("GetObject", "k") }
    #expect(refusal?.code == row.code)
    // Somebody of another account is told no reason.
    if row.caller.account == .partner, row.code != nil {
      #expect(refusal?.message == "Access Denied")
    }
  }

  @Test func `who is refused at home is told by which policy`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k")
    let start =
      "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: s3:GetObject on"
      + " resource: \"arn:aws:s3:::b-1/k\""
    try bench.setPolicy(Self.statement(Self.user("bob"), effect: "Deny"))
    #expect(
      bench.with(.bob) { $0.objectRefusal("GetObject", "k") }?.message
        == start + " with an explicit deny in a resource-based policy")
    try bench.setPolicy(Self.statement(Self.home))
    #expect(
      bench.with(.bob) { $0.objectRefusal("GetObject", "k") }?.message
        == start + " because no identity-based policy allows the s3:GetObject action")
  }

  @Test func `the root user of the owner gets at the policy against any Deny`() throws {
    var bench = try Bench.withBucket()
    try bench.setPolicy(
      Bench.statement(
        #""Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"]"#,
        effect: "Deny"))
    for operation in ["GetBucketPolicy", "DeleteBucketPolicy", "GetBucketLocation"] {
      #expect(bench.refusal(operation, ["Bucket": "b-1"])?.code == Self.denied)
    }
    bench.with(.root) { bench in
      #expect(bench.refusal("GetBucketLocation", ["Bucket": "b-1"])?.code == Self.denied)
      #expect(bench.refusal("GetBucketPolicy", ["Bucket": "b-1"]) == nil)
      #expect(
        bench.refusal(
          "PutBucketPolicy", Bench.putting(Bench.policy(Self.statement(Self.user("bob"))))) == nil)
      #expect(bench.refusal("DeleteBucketPolicy", ["Bucket": "b-1"]) == nil)
    }
    #expect(bench.refusal("GetBucketLocation", ["Bucket": "b-1"]) == nil)
  }

  @Test(arguments: [
    ("GetBucketPolicy", "GET"), ("GetBucketPolicyStatus", "GET"), ("PutBucketPolicy", "PUT"),
    ("DeleteBucketPolicy", "DELETE"),
  ])
  func `who is permitted in another account's bucket has no business with its policy`(
    row: (operation: String, method: String)
  ) throws {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*")
    let request = Bench.putting(Bench.policy(Self.statement(Self.user("bob"))))
    #expect(
      bench.with(.eve) { $0.refusal(row.operation, request) }
        == WireError("AccessDenied", "Access Denied"))
    try bench.setPolicy(
      Bench.statement(
        #""Principal": \#(Self.eve), "Action": "s3:*", "Resource": "arn:aws:s3:::b-1""#))
    #expect(
      bench.with(.eve) { $0.refusal(row.operation, request) }
        == WireError(
          "MethodNotAllowed", "The specified method is not allowed against this resource."))
    #expect(S3Failure.policyOfAnotherAccount(method: row.method).status == 405)
  }

  @Test func `a key that is missing is told to those who may list, in other accounts too`() throws {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*")
    try bench.setPolicy(Self.statement(Self.eve))
    #expect(bench.with(.eve) { $0.objectRefusal("GetObject", "none") }?.code == "AccessDenied")
    try bench.setPolicy(
      Self.statement(Self.eve),
      Bench.statement(
        #""Principal": \#(Self.eve), "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::b-1""#))
    #expect(bench.with(.eve) { $0.objectRefusal("GetObject", "none") }?.code == "NoSuchKey")
  }

  @Test func `a bucket policy gives no permission for the key`() throws {
    var bench = try Bench.withBucket()
    let key = try bench.makeKey()
    let kms: DocumentObject = ["ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key]
    try bench.put("k", kms)
    try bench.setPolicy(Self.statement(Self.user("bob")))
    let refusal = bench.with(.bob) { $0.objectRefusal("GetObject", "k") }
    #expect(refusal?.message?.contains("kms:Decrypt") == true)
  }
}

/// Objects of one account under keys, read and written by another.
@Suite struct CrossAccountKeyTests {
  /// A bucket that eve of the other account may read and write, and eve may use KMS.
  static func bench(_ actions: String = "kms:*") throws -> Bench {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*", actions)
    try bench.setPolicy(
      Bench.statement(
        #""Principal": \#(BucketAccessTests.eve), "Action": ["s3:GetObject", "s3:PutObject"], "#
          + #""Resource": "arn:aws:s3:::b-1/*""#))
    return bench
  }

  private func letIn(_ principal: String, _ key: Document, _ bench: inout Bench) throws {
    let root = S3PermissionTests.root
    let statement = S3PermissionTests.statement(principal, "kms:*")
    try bench.must(
      "PutKeyPolicy",
      ["KeyId": key, "Policy": .string(#"{"Statement": [\#(root), \#(statement)]}"#)])
  }

  @Test func `SSE-S3 needs no key, and both policies of S3`() throws {
    var bench = try Self.bench()
    try bench.put("k")
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
  }

  @Test func `aws/s3 of the owner opens for no other account, whatever policies say`() throws {
    var bench = try Self.bench()
    try bench.setDefault("aws:kms")
    try bench.put("k")
    let refusal = bench.with(.eve) { $0.objectRefusal("GetObject", "k") }
    #expect(refusal?.code == "AccessDenied")
    #expect(refusal?.message?.contains("kms:Decrypt") == true)
    let root = bench.with(.stranger) { $0.objectRefusal("GetObject", "k") }
    #expect(root?.code == "AccessDenied")
  }

  @Test func `a writer of another account uses its own aws/s3, so the owner cannot read`() throws {
    var bench = try Self.bench()
    try bench.setDefault("aws:kms")
    let written = try bench.with(.eve) { try $0.put("k") }
    let arn = try #require(written["SSEKMSKeyId"]?.text.flatMap(ARN.init))
    #expect(arn.account == .partner)
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
    let refusal = bench.objectRefusal("GetObject", "k")
    #expect(refusal?.code == "AccessDenied")
    #expect(refusal?.message?.contains("kms:Decrypt") == true)
    // The owner can delete what it cannot read.
    #expect(bench.objectRefusal("DeleteObject", "k") == nil)
  }

  @Test func `a customer managed key needs its policy and the reader's own`() throws {
    var bench = try Self.bench("kms:None")
    let key = try bench.makeKey()
    try bench.setDefault("aws:kms", key: .string(bench.arn(key)))
    try bench.put("k")
    #expect(bench.with(.eve) { $0.objectRefusal("GetObject", "k") }?.code == "AccessDenied")
    try letIn("arn:aws:iam::444455556666:user/eve", key, &bench)
    #expect(bench.with(.eve) { $0.objectRefusal("GetObject", "k") }?.code == "AccessDenied")
    bench.permit(.eve, "s3:*", "kms:*")
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
    let written = try bench.with(.eve) { try $0.put("l") }
    #expect(written["SSEKMSKeyId"]?.text == bench.arn(key))
    #expect(try bench.get("l") == [1, 2, 3])
  }

  @Test func `a default that names the key by its id is looked for in the writer's account`() throws
  {
    var bench = try Self.bench()
    let key = try bench.makeKey()
    try letIn("444455556666", key, &bench)
    try bench.setDefault("aws:kms", key: key)
    try bench.put("k")
    #expect(
      bench.with(.eve) { $0.objectRefusal("PutObject", "l") }?.code == "KMS.NotFoundException")
  }
}
