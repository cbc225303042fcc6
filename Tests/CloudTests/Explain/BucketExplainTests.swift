import Access
import Cloud
import Kernel
import S3
import TestBench
import Testing

/// `explain` of refusals by S3: each change that it names is applied to the world, and the call
/// made again.
@Suite struct BucketExplainTests {
  /// A bucket in which a call is refused for one reason, and how its first change begins.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let reason: Verdict.Reason
    let first: String
    var policy: String?
    /// Whether the bucket, and its account, have RestrictPublicBuckets.
    var blocks = true
    var restrictsAccount = false
    var restrictsBucket = true
    var identity: String?
    var caller = Principal.bob
    var operation = "GetObject"
    var testDescription: String { name }
  }

  static func statement(
    _ effect: String, _ principal: String, _ action: String, _ more: String = ""
  )
    -> String
  {
    #"{"Effect":"\#(effect)","Principal":\#(principal),"Action":"\#(action)","#
      + #""Resource":"arn:aws:s3:::b-1/*"\#(more)}"#
  }
  static let everything = #"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#
  static let bob = #"{"AWS":"arn:aws:iam::111122223333:user/bob"}"#
  static let eve = #"{"AWS":"arn:aws:iam::444455556666:user/eve"}"#
  static let onlyKMS =
    #","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}"#

  static let cases = [
    Case(
      name: "no policy at all", reason: .noIdentityPolicy, first: "an identity policy for bob"),
    Case(
      name: "denied by the only statement", reason: .explicitDenyInResourcePolicy,
      first: "the bucket policy taken away", policy: statement("Deny", bob, "s3:GetObject"),
      identity: everything),
    Case(
      name: "denied by one of two", reason: .explicitDenyInResourcePolicy,
      first: "statement 2 out of the bucket policy",
      policy: statement("Allow", bob, "s3:GetObject") + ","
        + statement("Deny", bob, "s3:Get*"), identity: everything),
    Case(
      name: "denied for want of a header", reason: .explicitDenyInResourcePolicy,
      first: "the call with the encryption that a statement wants",
      policy: statement("Deny", #""*""#, "s3:PutObject", onlyKMS), identity: everything,
      operation: "PutObject"),
    Case(
      name: "another account, which its own policy permits", reason: .resourceHidden,
      first: "a statement of the bucket policy for the caller", identity: everything,
      caller: .user(.partner, name: "eve")),
    Case(
      name: "another account, which the bucket permits", reason: .noIdentityPolicy,
      first: "an identity policy for eve", policy: statement("Allow", eve, "s3:GetObject"),
      caller: .user(.partner, name: "eve")),
    Case(
      name: "another account: both halves are missing", reason: .resourceHidden,
      first: "an identity policy for eve, and a statement of the bucket policy for the caller",
      caller: .user(.partner, name: "eve")),
    Case(
      name: "a public bucket that is restricted", reason: .publicAccessRestricted,
      first: "the bucket policy without the public statement 1",
      policy: statement("Allow", #""*""#, "s3:GetObject") + ","
        + statement("Allow", eve, "s3:GetObject"), blocks: false, identity: everything,
      caller: .user(.partner, name: "eve")),
    Case(
      name: "a public bucket, restricted, and nothing else", reason: .publicAccessRestricted,
      first: "the bucket without RestrictPublicBuckets",
      policy: statement("Allow", #""*""#, "s3:GetObject"), blocks: false, identity: everything,
      caller: .user(.partner, name: "eve")),
    Case(
      name: "a public bucket, restricted, and a caller without a policy of its own",
      reason: .publicAccessRestricted,
      first: "the bucket without RestrictPublicBuckets, and an identity policy for eve",
      policy: statement("Allow", #""*""#, "s3:GetObject"), blocks: false,
      caller: .user(.partner, name: "eve")),
    Case(
      name: "a public bucket, restricted by its account", reason: .publicAccessRestricted,
      first: "its account without RestrictPublicBuckets",
      policy: statement("Allow", #""*""#, "s3:GetObject"), blocks: false, restrictsAccount: true,
      restrictsBucket: false, identity: everything, caller: .user(.partner, name: "eve")),
    Case(
      name: "a public bucket, restricted twice", reason: .publicAccessRestricted,
      first: "the bucket and its account without RestrictPublicBuckets",
      policy: statement("Allow", #""*""#, "s3:GetObject"), blocks: false, restrictsAccount: true,
      identity: everything, caller: .user(.partner, name: "eve")),
  ]

  /// The world of a case.
  private func bench(_ row: Case) throws -> Bench {
    var bench = Bench()
    bench.principal = .root
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    for key in ["k", "other"] {
      try bench.must("PutObject", ["Bucket": "b-1", "Key": .string(key)])
    }
    try bench.with(.stranger) { _ = try $0.must("CreateUser", ["UserName": "eve"]) }
    if !row.blocks {
      try bench.must(
        "PutPublicAccessBlock",
        [
          "Bucket": "b-1",
          "PublicAccessBlockConfiguration": ["RestrictPublicBuckets": .bool(row.restrictsBucket)],
        ])
    }
    if row.restrictsAccount {
      try bench.must(
        "PutPublicAccessBlock",
        [
          "AccountId": "111122223333",
          "PublicAccessBlockConfiguration": ["RestrictPublicBuckets": true],
        ], of: .s3control)
    }
    if let policy = row.policy {
      try bench.must(
        "PutBucketPolicy",
        ["Bucket": "b-1", "Policy": .string(#"{"Version":"2012-10-17","Statement":[\#(policy)]}"#)])
    }
    if let identity = row.identity, case .user(let account, let name) = row.caller {
      let policy: Document = .string(
        #"{"Version":"2012-10-17","Statement":[\#(identity),{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}"#
      )
      try bench.with(.root(account)) { bench in
        _ = try bench.must(
          "PutUserPolicy", ["UserName": .string(name), "PolicyName": "p", "PolicyDocument": policy])
      }
    }
    return bench
  }

  @Test(arguments: cases)
  func `each change lets the call through, and the one that opens least comes first`(
    row: Case
  ) throws {
    let bench = try bench(row)
    let operation = try #require(Catalogue.operation(row.operation))
    let request: Document = ["Bucket": "b-1", "Key": "k"]
    let call = Call(principal: row.caller, region: .usEast1)
    let explanation = bench.world.explain(operation, request, as: call)
    #expect(explanation.denial?.verdict == .denied(row.reason))
    let changes = bench.world.changes(for: explanation)
    #expect(changes.first?.change.words == row.first)
    for proven in changes {
      var changed = bench.world
      for step in proven.change.steps {
        let outcome = changed.handle(step.operation, .object(step.request), as: step.call)
        guard case .success = outcome else {
          Issue.record("\(proven.change.words): \(step.operation.name) \(outcome)")
          continue
        }
      }
      var again = try #require(request.members)
      for entry in proven.change.members.entries { again[entry.name] = entry.value }
      let outcome = changed.handle(operation, .object(again), as: call)
      guard case .success = outcome else {
        Issue.record("\(proven.change.words): \(outcome)")
        continue
      }
    }
  }

  @Test func `what a change opens in the bucket is told`() throws {
    let row = Self.cases[1]
    let bench = try bench(row)
    let explanation = bench.world.explain(
      try #require(Catalogue.operation("GetObject")), ["Bucket": "b-1", "Key": "k"],
      as: Call(principal: .bob, region: .usEast1))
    let change = try #require(bench.world.changes(for: explanation).first)
    #expect(change.opens.map(\.principal) == [.bob])
    #expect(change.opens.map(\.action) == ["s3:GetObject"])
    #expect(change.opens.map(\.resource.description) == ["arn:aws:s3:::b-1/other"])
  }

  @Test func `an audit names a public policy, accounts that it lets in, and what is not blocked`()
    throws
  {
    var bench = try bench(Self.cases[7])
    func findings() throws -> [String] {
      let bucket = try #require(bench.world.storage.s3.buckets["b-1"])
      return BucketAudit(of: bucket, in: bench.world).findings.map(\.text)
    }
    #expect(
      try findings().prefix(3) == [
        "the bucket policy is public; RestrictPublicBuckets alone keeps others out",
        "the bucket policy names arn:aws:iam::444455556666:user/eve, of another account",
        "Block Public Access is not on in full",
      ])
    try bench.must("DeletePublicAccessBlock", ["Bucket": "b-1"])
    #expect(try findings().first == "the bucket policy is public: it lets in whoever wants to")
    try bench.must("DeleteBucketPolicy", ["Bucket": "b-1"])
    #expect(try findings().first == "Block Public Access is not on in full")
  }

  @Test func `CloudTrail tells a policy as JSON, and the settings as they were sent`() throws {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1"])
    try bench.must(
      "PutBucketPolicy",
      [
        "Bucket": "b-1",
        "Policy": .string(#"{"Statement":[\#(Self.statement("Deny", Self.bob, "s3:GetObject"))]}"#),
      ])
    let events = try bench.must(
      "LookupEvents",
      ["LookupAttributes": [["AttributeKey": "EventName", "AttributeValue": "PutBucketPolicy"]]])
    let text = try #require(events["Events"]?.elements?.first?["CloudTrailEvent"]?.text)
    let parameters = try #require(try JSONReader.read(text)["requestParameters"])
    #expect(parameters["bucketName"] == "b-1")
    #expect(parameters["policy"] == "")
    #expect(parameters["bucketPolicy"]?["Statement"]?.elements?.first?["Effect"] == "Deny")
  }
}
