import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// What S3 takes as a bucket's policy, and how it keeps it.
@Suite struct BucketPolicyTests {
  static let alice = #""Principal": {"AWS": "arn:aws:iam::111122223333:user/alice"}"#
  static let get = #""Action": "s3:GetObject""#
  static let objects = #""Resource": "arn:aws:s3:::b-1/*""#
  static let good = Bench.policy(Bench.statement("\(alice), \(get), \(objects)"))

  /// A policy of one statement of these elements beside Effect and alice.
  static func one(_ elements: String) -> String {
    Bench.policy(Bench.statement("\(alice), \(elements)"))
  }

  /// A policy, and S3's text.
  struct Row: Sendable, CustomTestStringConvertible {
    let policy, text: String
    init(_ policy: String, _ text: String) { (self.policy, self.text) = (policy, text) }
    var testDescription: String { policy }
  }

  static let noJSON = "Policies must be valid JSON and the first byte must be '{'"
  static let noPrincipal = "Missing required field Principal"
  static let emptyPrincipal = "Missing required field Principal cannot be empty!"
  static let wrongPrincipal = "Invalid principal in policy"
  static let wrongResource = "Policy has invalid resource"
  static let wrongAction = "Policy has invalid action"
  static let unfitAction = "Action does not apply to any resource(s) in statement"
  static let unfitCondition =
    "Conditions do not apply to combination of actions and resources in statement"
  static let syntax = "Invalid policy syntax."

  static func principal(_ text: String) -> String {
    Bench.policy(Bench.statement(#""Principal": \#(text), \#(get), \#(objects)"#))
  }

  static func condition(_ text: String, _ action: String = "s3:GetObject") -> String {
    one(
      #""Action": "\#(action)", "Resource": ["arn:aws:s3:::b-1", "arn:aws:s3:::b-1/*"], "Condition": \#(text)"#
    )
  }

  static let rows = [
    // JSON.
    Row("", noJSON), Row("x", noJSON), Row("[]", noJSON), Row("{", noJSON),
    Row(" " + good, noJSON), Row("\n" + good, noJSON), Row(good + "x", noJSON),
    // Elements that have to be there.
    Row("{}", "Missing required field Statement"),
    Row(#"{"Statement": []}"#, "Missing required field Statement cannot be empty!"),
    Row(Bench.policy(Bench.statement("\(get), \(objects)")), noPrincipal),
    Row(one(objects), "Missing required field Action"),
    Row(one(#""Action": [], \#(objects)"#), "Missing required field Action"),
    Row(one(get), "Missing required field Resource"),
    Row(Bench.policy("{\(alice), \(get), \(objects)}"), "Missing required field Effect"),
    Row(
      Bench.policy(Bench.statement("\(alice), \(get), \(objects)", effect: "hello")),
      "Invalid effect: hello"),
    Row(
      good.replacing("2012-10-17", with: "2012-10-18"),
      "The policy must contain a valid version string"),
    Row(good.replacing("2012-10-17", with: ""), "The policy must contain a valid version string"),
    // Principals.
    Row(principal("{}"), emptyPrincipal), Row(principal(#"{"AWS": []}"#), emptyPrincipal),
    Row(principal(#""""#), emptyPrincipal), Row(principal(#""alice""#), wrongPrincipal),
    Row(principal(#"{"AWS": ""}"#), wrongPrincipal),
    Row(principal(#"{"AWS": "arn:aws:iam::111122223333:user/nobody"}"#), wrongPrincipal),
    Row(principal(#"{"AWS": "arn:aws:iam::111122223333:role/nobody"}"#), wrongPrincipal),
    Row(principal(#"{"AWS": "arn:aws:iam::111122223333:group/g"}"#), wrongPrincipal),
    Row(principal(#"{"AWS": "arn:aws:iam::111122223333:user/*"}"#), wrongPrincipal),
    Row(principal(#"{"AWS": "999999999999"}"#), wrongPrincipal),
    Row(principal(#"{"Service": "s4.amazonaws.com"}"#), wrongPrincipal),
    Row(principal(#"{"CanonicalUser": "\#(String(repeating: "a", count: 64))"}"#), wrongPrincipal),
    // Actions and resources.
    Row(one(#""Action": "s3:Fly", \#(objects)"#), wrongAction),
    Row(one(#""Action": "kms:Decrypt", \#(objects)"#), wrongAction),
    Row(one(#""Action": "kms:*", \#(objects)"#), wrongAction),
    Row(one(#""Action": "GetObject", \#(objects)"#), wrongAction),
    Row(one(#"\#(get), "Resource": "*""#), wrongResource),
    Row(one(#"\#(get), "Resource": "b-1/*""#), wrongResource),
    Row(one(#"\#(get), "Resource": "arn:aws:s3:::b-2/*""#), wrongResource),
    Row(one(#"\#(get), "Resource": "arn:aws:s3:::b-11/*""#), wrongResource),
    Row(one(#"\#(get), "Resource": ["arn:aws:s3:::b-1/*", "arn:aws:s3:::b-2/*"]"#), wrongResource),
    Row(one(#"\#(get), "Resource": "arn:aws:s3:::*""#), wrongResource),
    Row(one(#"\#(get), "Resource": "arn:aws:s3:us-east-1::b-1/*""#), wrongResource),
    Row(one(#"\#(get), "Resource": "arn:aws:s3:::b-1""#), unfitAction),
    Row(one(#""Action": "s3:ListBucket", \#(objects)"#), unfitAction),
    Row(one(#""Action": ["s3:GetObject", "s3:ListBucket"], \#(objects)"#), unfitAction),
    Row(one(#""Action": "s3:ListAllMyBuckets", "Resource": "arn:aws:s3:::b-1*""#), unfitAction),
    // Conditions.
    Row(condition(#"{"StringEquals": {"s3:prefix": "a"}}"#), unfitCondition),
    Row(condition(#"{"StringEquals": {"kms:ViaService": "a"}}"#), unfitCondition),
    Row(condition(#"{"StringEquals": {"ec2:Region": "a"}}"#), unfitCondition),
    Row(
      condition(#"{"StringEquals": {"s3:x-amz-server-side-encryption": "AES256"}}"#),
      unfitCondition),
    Row(
      condition(#"{"StringEquals": {"s3:ExistingObjectTag/a": "b"}}"#, "s3:PutObject"),
      unfitCondition),
    // The key goes with the action, and the action not with the resource.
    Row(
      one(
        #""Action": "s3:*", \#(objects), "Condition": {"StringEquals": {"s3:prefix": "a"}}"#),
      unfitCondition),
    Row(condition(#"{"StringEquals": {"s3:Color": "a"}}"#), "Policy has an invalid condition key"),
    Row(condition(#"{"StringEquals": {"prefix": "a"}}"#), "Policy has an invalid condition key"),
    Row(
      condition(#"{"StringSounds": {"aws:username": "a"}}"#),
      "Invalid Condition type : StringSounds"),
    // All else.
    Row(one(#"\#(get), \#(objects), "Color": "red""#), syntax),
    Row(one(#"\#(get), "NotAction": "s3:PutObject", \#(objects)"#), syntax),
    Row(one(#"\#(get), \#(objects), "Condition": []"#), syntax),
    Row(condition(#"{"Bool": {"aws:SecureTransport": "perhaps"}}"#), syntax),
    Row(#"{"Statement": "x"}"#, syntax),
    Row(good.replacing(#""Version""#, with: #""Color": 1, "Version""#), syntax),
  ]

  @Test(arguments: rows)
  func `a policy that breaks a rule is refused with S3's text, and nothing changes`(
    row: Row
  ) throws {
    var bench = try Bench.withBucket()
    let digest = bench.world.digest(includingTrail: false)
    let refusal = bench.refusal("PutBucketPolicy", Bench.putting(row.policy))
    #expect(refusal == WireError("MalformedPolicy", row.text))
    #expect(bench.world.digest(includingTrail: false) == digest)
  }

  @Test(arguments: [
    good, principal(#""*""#), principal(#"{"AWS": "*"}"#), principal(#"{"AWS": "111122223333"}"#),
    principal(#"{"Service": "s3.amazonaws.com"}"#),
    principal(#"{"AWS": "arn:aws:sts::111122223333:assumed-role/App/first"}"#),
    one(#""Action": "s3:*", "Resource": "arn:aws:s3:::b-1""#),
    one(#""Action": "s3:Get*", "Resource": "arn:aws:s3:::b-1""#),
    one(#""Action": "*", \#(objects)"#), one(#""Action": "S3:getobject", \#(objects)"#),
    one(#""Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::b-1*""#),
    one(#""NotAction": "s3:DeleteObject", \#(objects)"#),
    one(#"\#(get), "NotResource": "arn:aws:s3:::b-1/secret/*""#),
    one(#"\#(get), "Resource": "arn:aws:s3:::b-1/${aws:username}/*""#),
    one(#""Sid": "What the auditors may", \#(get), \#(objects)"#),
    condition(#"{"StringEquals": {"s3:prefix": "a"}}"#, "s3:List*"),
    condition(#"{"StringEquals": {"s3:ExistingObjectTag/a": "b"}}"#),
    condition(#"{"NumericLessThan": {"s3:TlsVersion": 1.2}}"#),
    condition(#"{"Null": {"s3:if-none-match": "true"}}"#, "s3:PutObject"),
    condition(#"{"StringLike": {"aws:Referer": "https://example.com/*"}}"#),
    #"{"Statement": {"Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "arn:aws:s3:::b-1/*"}}"#,
  ])
  func `a policy by the rules is taken`(policy: String) throws {
    var bench = try Bench.withBucket()
    try bench.with(.root) { bench in
      let trust: Document =
        #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}}"#
      try bench.must("CreateRole", ["RoleName": "App", "AssumeRolePolicyDocument": trust])
      try bench.block()
    }
    #expect(bench.refusal("PutBucketPolicy", Bench.putting(policy)) == nil)
    #expect(bench.world.storage.s3.buckets["b-1"]?.policy != nil)
  }

  @Test func `what is returned was written anew: in S3's order, without blanks`() throws {
    var bench = try Bench.withBucket()
    let sent = #"""
      {"Statement": [{"Resource": "arn:aws:s3:::b-1/*", "Condition": {"Bool":
        {"aws:SecureTransport": "true"}}, "Action": ["s3:GetObject"], "Principal":
        {"AWS": "111122223333"}, "Effect": "Allow", "Sid": "a"}], "Id": "x"}
      """#
    try bench.must("PutBucketPolicy", Bench.putting(sent))
    #expect(
      try bench.must("GetBucketPolicy", ["Bucket": "b-1"]) == [
        "Policy": .string(
          #"{"Version":"2008-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Allow","#
            + #""Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["s3:GetObject"],"#
            + #""Resource":"arn:aws:s3:::b-1/*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}"#
        )
      ])
  }

  @Test func `a canonical user is its account`() throws {
    var bench = try Bench.withBucket()
    let id = AccountID.partner.canonicalID
    let policy = Self.principal(
      #"{"CanonicalUser": "\#(id)", "AWS": "arn:aws:iam::111122223333:user/bob"}"#)
    try bench.must("PutBucketPolicy", Bench.putting(policy))
    #expect(
      bench.world.storage.s3.buckets["b-1"]?.policy?.document.statements[0].principals
        == [.user(.learner, name: "bob"), .account(.partner)])
  }

  @Test func `20,480 bytes are enough, blanks not counted`() throws {
    var bench = try Bench.withBucket()
    func policy(_ count: Int) -> String {
      Self.one(
        #"\#(Self.get), "Resource": "arn:aws:s3:::b-1/\#(String(repeating: "a", count: count))""#)
    }
    try bench.must("PutBucketPolicy", Bench.putting(policy(100)))
    let short = try #require(bench.world.storage.s3.buckets["b-1"]?.policy?.text.utf8.count)
    let most = 100 + BucketPolicy.mostBytes - short
    #expect(
      bench.refusal(
        "PutBucketPolicy",
        Bench.putting(policy(most) + String(repeating: " ", count: 9000))) == nil)
    #expect(
      bench.refusal("PutBucketPolicy", Bench.putting(policy(most + 1)))
        == WireError(
          "PolicyTooLarge",
          "Normalized policy document exceeds the maximum allowed size of 20480 bytes."))
    #expect(
      bench.refusal("PutBucketPolicy", Bench.putting(policy(1 << 20)))?.code == "PolicyTooLarge")
  }

  @Test func `a bucket without a policy says so, and deletes none without a word`() throws {
    var bench = try Bench.withBucket()
    for operation in ["GetBucketPolicy", "GetBucketPolicyStatus"] {
      #expect(
        bench.refusal(operation, ["Bucket": "b-1"])
          == WireError("NoSuchBucketPolicy", "The bucket policy does not exist"))
    }
    #expect(try bench.must("DeleteBucketPolicy", ["Bucket": "b-1"]) == [:])
    try bench.must("PutBucketPolicy", Bench.putting(Self.good))
    #expect(try bench.must("DeleteBucketPolicy", ["Bucket": "b-1"]) == [:])
    #expect(bench.refusal("GetBucketPolicy", ["Bucket": "b-1"])?.code == "NoSuchBucketPolicy")
  }

  @Test func `a principal who is gone shows as its id, and a new one of the name is another`()
    throws
  {
    var bench = try Bench.withBucket()
    try bench.with(.root) { bench in _ = try bench.must("CreateUser", ["UserName": "dora"]) }
    let id = try #require(bench.world.environment.identities.user(.learner, "dora")?.id)
    let dora = #""Principal": {"AWS": "arn:aws:iam::111122223333:user/dora"}"#
    try bench.put("k")
    try bench.setPolicy(Bench.statement("\(dora), \(Self.get), \(Self.objects)"))
    let caller = Principal.user(.learner, name: "dora")
    #expect(try bench.with(caller) { try $0.get("k") } == [1, 2, 3])
    try bench.with(.root) { bench in
      try bench.must("DeleteUser", ["UserName": "dora"])
      try bench.must("CreateUser", ["UserName": "dora"])
    }
    #expect(
      bench.world.storage.s3.buckets["b-1"]?.policy?.text.contains(#"{"AWS":"\#(id)"}"#) == true)
    #expect(bench.with(caller) { $0.objectRefusal("GetObject", "k") }?.code == "AccessDenied")
  }
}
