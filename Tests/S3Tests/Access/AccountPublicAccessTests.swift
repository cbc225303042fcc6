import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Block Public Access of an account, which S3 Control keeps.
@Suite struct AccountPublicAccessTests {
  static let account: Document = ["AccountId": "111122223333"]
  static let names = [
    "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets",
  ]

  /// All four settings, of which these are on.
  static func settings(_ on: [String]) -> DocumentObject {
    DocumentObject(names.map { ($0, .bool(on.contains($0))) })
  }

  static let open = Bench.putting(Bench.policy(BucketAccessTests.statement(#""*""#)))

  @Test func `an account has no settings at first, and they come and go`() throws {
    var bench = Bench()
    let missing = WireError(
      "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")
    #expect(bench.refusal("GetPublicAccessBlock", Self.account, of: .s3control) == missing)
    guard
      case .failure(let failure) = bench.call("GetPublicAccessBlock", Self.account, of: .s3control)
    else { return }
    #expect(failure.wire.details.map(\.name) == ["AccountId"])
    for on in [["BlockPublicPolicy"], Self.names, []] {
      try bench.blockAccount(on)
      #expect(
        try bench.must("GetPublicAccessBlock", Self.account, of: .s3control)
          == ["PublicAccessBlockConfiguration": .object(Self.settings(on))])
    }
    for _ in 0..<2 {
      #expect(try bench.must("DeletePublicAccessBlock", Self.account, of: .s3control) == [:])
    }
    #expect(bench.refusal("GetPublicAccessBlock", Self.account, of: .s3control) == missing)
  }

  @Test func `an empty configuration is refused, and changes nothing`() throws {
    var bench = Bench()
    try bench.blockAccount(["BlockPublicPolicy"])
    #expect(
      bench.refusal(
        "PutPublicAccessBlock",
        ["AccountId": "111122223333", "PublicAccessBlockConfiguration": [:]], of: .s3control)
        == WireError("InvalidRequest", "Must specify at least one configuration."))
    let state = bench.world.storage.s3
    #expect(state.accountBlocks[.learner]?.blocksPublicPolicy == true)
  }

  @Test(arguments: ["444455556666", "12", "", "111122223334"])
  func `another account is none of the caller's`(id: String) {
    var bench = Bench()
    let request: DocumentObject = [
      "AccountId": .string(id),
      "PublicAccessBlockConfiguration": ["BlockPublicPolicy": true],
    ]
    for name in ["GetPublicAccessBlock", "PutPublicAccessBlock", "DeletePublicAccessBlock"] {
      #expect(
        bench.refusal(name, .object(request), of: .s3control)
          == WireError("AccessDenied", "Access Denied"))
    }
    #expect(bench.world.storage.s3.accountBlocks.isEmpty)
  }

  @Test(arguments: [
    ("GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
    ("PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
    ("DeletePublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
  ])
  func `bob may nothing, and one action is enough for one operation`(name: String, action: String)
    throws
  {
    var bench = Bench()
    try bench.blockAccount(["BlockPublicPolicy"])
    let request: Document = [
      "AccountId": "111122223333",
      "PublicAccessBlockConfiguration": ["BlockPublicPolicy": true],
    ]
    #expect(
      bench.with(.bob) { $0.refusal(name, request, of: .s3control) }
        == WireError(
          "AccessDenied",
          S3PermissionTests.notAllowed + action
            + " because no identity-based policy allows the \(action) action"))
    // What is about a bucket gives nothing of the account.
    bench.permit(.bob, "s3:*BucketPublicAccessBlock")
    #expect(bench.with(.bob) { $0.refusal(name, request, of: .s3control)?.code } == "AccessDenied")
    bench.permit(.bob, action)
    #expect(bench.with(.bob) { $0.refusal(name, request, of: .s3control) } == nil)
  }

  /// What bucket and account block, and whether that keeps out a public policy, and strangers.
  struct Row: Sendable, CustomTestStringConvertible {
    let bucket, account: [String]?
    let isTaken, isOpen: Bool
    var testDescription: String { "\(bucket ?? ["nothing"]), \(account ?? ["nothing"])" }
  }

  static let rows = [
    Row(bucket: nil, account: nil, isTaken: true, isOpen: true),
    Row(bucket: [], account: [], isTaken: true, isOpen: true),
    Row(bucket: nil, account: ["BlockPublicPolicy"], isTaken: false, isOpen: true),
    Row(bucket: [], account: ["BlockPublicPolicy"], isTaken: false, isOpen: true),
    Row(bucket: nil, account: ["RestrictPublicBuckets"], isTaken: true, isOpen: false),
    Row(bucket: [], account: ["RestrictPublicBuckets"], isTaken: true, isOpen: false),
    Row(bucket: ["RestrictPublicBuckets"], account: [], isTaken: true, isOpen: false),
    Row(
      bucket: ["BlockPublicPolicy"], account: ["RestrictPublicBuckets"], isTaken: false,
      isOpen: false),
    Row(bucket: ["BlockPublicPolicy"], account: nil, isTaken: false, isOpen: true),
    Row(
      bucket: nil, account: ["BlockPublicAcls", "IgnorePublicAcls"], isTaken: true, isOpen: true),
  ]

  @Test(arguments: rows)
  func `of bucket and account the stricter counts`(row: Row) throws {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*")
    try bench.put("k")
    try bench.block()
    try bench.must("PutBucketPolicy", Self.open)
    try bench.must("DeletePublicAccessBlock", ["Bucket": "b-1"])
    if let flags = row.bucket {
      try bench.must(
        "PutPublicAccessBlock",
        ["Bucket": "b-1", "PublicAccessBlockConfiguration": .object(Self.settings(flags))])
    }
    if let flags = row.account { try bench.blockAccount(flags) }
    #expect((bench.refusal("PutBucketPolicy", Self.open) == nil) == row.isTaken)
    #expect(
      bench.with(.eve) { $0.objectRefusal("GetObject", "k") }
        == (row.isOpen ? nil : WireError("AccessDenied", "Access Denied")))
    #expect(try bench.with(.bob) { try $0.get("k") } == [1, 2, 3])
  }

  @Test func `the settings of an account are of its own buckets alone`() throws {
    var bench = try Bench.withBucket()
    bench.permit(.eve, "s3:*")
    try bench.put("k")
    try bench.block()
    try bench.must("PutBucketPolicy", Self.open)
    try bench.with(.stranger) {
      try $0.blockAccount(Self.names, "444455556666")
      try $0.must("CreateBucket", ["Bucket": "b-2"])
    }
    #expect(try bench.with(.eve) { try $0.get("k") } == [1, 2, 3])
    let state = bench.world.storage.s3
    #expect(state.buckets["b-1"].map { state.isRestricted($0) } == false)
    #expect(state.buckets["b-2"].flatMap { state.publicAccessBlock(of: $0) } == .standard)
  }

  @Test func `CloudTrail calls the events by what they are done to`() throws {
    var bench = try Bench.withBucket()
    try bench.blockAccount(["BlockPublicPolicy"])
    try bench.block("BlockPublicPolicy")
    for (name, host) in [
      ("PutAccountPublicAccessBlock", "111122223333.s3-control.us-east-1.amazonaws.com"),
      ("PutBucketPublicAccessBlock", "b-1.s3.us-east-1.amazonaws.com"),
    ] {
      let events = try bench.must(
        "LookupEvents",
        ["LookupAttributes": [["AttributeKey": "EventName", "AttributeValue": .string(name)]]])
      let all = try #require(events["Events"]?.elements)
      #expect(all.count == 1)
      #expect(all.first?["EventSource"] == "s3.amazonaws.com")
      let text = try #require(all.first?["CloudTrailEvent"]?.text)
      let parameters = try JSONReader.read(text)["requestParameters"]
      #expect(parameters?["Host"]?.text == host)
      #expect(parameters?["PublicAccessBlockConfiguration"]?["BlockPublicPolicy"] == true)
    }
  }
}

extension Bench {
  /// Sets what an account forbids of all its buckets: the named settings, and not the others.
  fileprivate mutating func blockAccount(
    _ on: [String], _ account: String = "111122223333"
  ) throws {
    try must(
      "PutPublicAccessBlock",
      [
        "AccountId": .string(account),
        "PublicAccessBlockConfiguration": .object(AccountPublicAccessTests.settings(on)),
      ], of: .s3control)
  }
}
