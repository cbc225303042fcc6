import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Object Lock of buckets: how it is turned on, what is told of it, and that it stays.
@Suite struct LockConfigurationTests {
  @Test func `a bucket is made with Object Lock and versions`() throws {
    var bench = try Bench.locking()
    #expect(
      try bench.must("GetObjectLockConfiguration", ["Bucket": "b-1"])
        == ["ObjectLockConfiguration": ["ObjectLockEnabled": "Enabled"]])
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == ["Status": "Enabled"])
    #expect(try bench.put("k")["VersionId"] != nil)
  }

  @Test func `a bucket that is made without it has neither`() throws {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1", "ObjectLockEnabledForBucket": false])
    #expect(
      bench.refusal("GetObjectLockConfiguration", ["Bucket": "b-1"])
        == WireError(
          "ObjectLockConfigurationNotFoundError",
          "Object Lock configuration does not exist for this bucket"))
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == [:])
  }

  @Test func `making a bucket again does not turn it on`() throws {
    var bench = try Bench.withBucket()
    try bench.must("CreateBucket", ["Bucket": "b-1", "ObjectLockEnabledForBucket": true])
    #expect(bench.world.storage.s3.buckets["b-1"]?.objectLock == nil)
  }

  @Test(
    arguments: [
      ["Mode": "GOVERNANCE", "Days": 1], ["Mode": "COMPLIANCE", "Days": 36_500],
      ["Mode": "GOVERNANCE", "Years": 1], ["Mode": "COMPLIANCE", "Years": 100],
    ] as [DocumentObject])
  func `a bucket that keeps versions gets it later, and tells what was set`(
    standard: DocumentObject
  ) throws {
    var bench = try VersioningTests.bench()
    try bench.setDefaultRetention(standard)
    let told = try bench.must("GetObjectLockConfiguration", ["Bucket": "b-1"])
    #expect(
      told["ObjectLockConfiguration"]
        == ["ObjectLockEnabled": "Enabled", "Rule": ["DefaultRetention": .object(standard)]])
    // Without a rule there is no default any more, and Object Lock stays.
    try bench.must(
      "PutObjectLockConfiguration",
      ["Bucket": "b-1", "ObjectLockConfiguration": ["ObjectLockEnabled": "Enabled"]])
    #expect(
      try bench.must("GetObjectLockConfiguration", ["Bucket": "b-1"])
        == ["ObjectLockConfiguration": ["ObjectLockEnabled": "Enabled"]])
  }

  static let positive = "Default retention period must be a positive integer value."

  /// Configurations that S3 refuses.
  static let broken: [(configuration: Document?, code: String, message: String?)] = [
    (nil, "MalformedXML", nil), ([:], "MalformedXML", nil),
    (["ObjectLockEnabled": "enabled"], "MalformedXML", nil),
    (["Rule": ["DefaultRetention": ["Mode": "GOVERNANCE", "Days": 1]]], "MalformedXML", nil),
    (["ObjectLockEnabled": "Enabled", "Rule": [:]], "MalformedXML", nil),
    (rule([:]), "MalformedXML", nil), (rule(["Days": 1]), "MalformedXML", nil),
    (rule(["Mode": "GOVERNANCE"]), "MalformedXML", nil),
    (rule(["Mode": "governance", "Days": 1]), "MalformedXML", nil),
    (rule(["Mode": "GOVERNANCE", "Days": 1, "Years": 1]), "MalformedXML", nil),
    (rule(["Mode": "GOVERNANCE", "Days": 0]), "InvalidArgument", positive),
    (rule(["Mode": "GOVERNANCE", "Days": -1]), "InvalidArgument", positive),
    (rule(["Mode": "COMPLIANCE", "Years": 0]), "InvalidArgument", positive),
    (rule(["Mode": "GOVERNANCE", "Days": 36_501]), "InvalidArgument", nil),
    (rule(["Mode": "GOVERNANCE", "Years": 101]), "InvalidArgument", nil),
  ]

  private static func rule(_ standard: Document) -> Document {
    ["ObjectLockEnabled": "Enabled", "Rule": ["DefaultRetention": standard]]
  }

  @Test(arguments: broken) func `a configuration that breaks a rule changes nothing`(
    row: (configuration: Document?, code: String, message: String?)
  ) throws {
    var bench = try Bench.locking(["Mode": "GOVERNANCE", "Days": 7])
    var request: DocumentObject = ["Bucket": "b-1"]
    request["ObjectLockConfiguration"] = row.configuration
    let refusal = bench.refusal("PutObjectLockConfiguration", .object(request))
    #expect(refusal?.code == row.code)
    if let message = row.message { #expect(refusal?.message == message) }
    let standard = bench.world.storage.s3.buckets["b-1"]?.objectLock?.standard
    #expect(standard == DefaultRetention(mode: .governance, period: .days(7)))
  }

  @Test func `the refusal of a period names it`() throws {
    var bench = try Bench.locking()
    let request = Bench.configuring(["Mode": "GOVERNANCE", "Days": 0])
    guard case .failure(let error) = bench.call("PutObjectLockConfiguration", request) else {
      Issue.record("zero days were taken")
      return
    }
    #expect(
      error.wire.details == [
        WireError.Detail("ArgumentName", "Days"), WireError.Detail("ArgumentValue", "0"),
      ])
  }

  @Test(arguments: [nil, "Suspended"] as [Document?])
  func `a bucket that keeps no versions gets none`(status: Document?) throws {
    var bench = try Bench.withBucket()
    if let status { try bench.setVersioning(status) }
    #expect(
      bench.refusal(
        "PutObjectLockConfiguration", Bench.configuring(["Mode": "GOVERNANCE", "Days": 1]))
        == WireError(
          "InvalidBucketState",
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"))
    #expect(bench.world.storage.s3.buckets["b-1"]?.objectLock == nil)
  }

  @Test func `its versions cannot be suspended, and enabling them again is fine`() throws {
    var bench = try Bench.locking()
    #expect(
      bench.refusal(
        "PutBucketVersioning",
        ["Bucket": "b-1", "VersioningConfiguration": ["Status": "Suspended"]])
        == WireError(
          "InvalidBucketState",
          "An Object Lock configuration is present on this bucket, so the versioning state cannot"
            + " be changed."))
    try bench.setVersioning("Enabled")
    #expect(try bench.must("GetBucketVersioning", ["Bucket": "b-1"]) == ["Status": "Enabled"])
  }

  @Test func `a bucket with a locked version cannot be deleted, and an empty one can`() throws {
    var bench = try Bench.locking()
    let id = try bench.version("k", bench.lock("COMPLIANCE", 1))
    #expect(bench.refusal("DeleteBucket", ["Bucket": "b-1"])?.code == "BucketNotEmpty")
    try bench.advance(days: 1)
    try bench.must("DeleteObject", Bench.of(id))
    try bench.must("DeleteBucket", ["Bucket": "b-1"])
  }

  /// Actions that must be permitted for a bucket with Object Lock.
  @Test func `making such a bucket needs three permissions`() throws {
    let needed = [
      "s3:CreateBucket", "s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning",
    ]
    let request: Document = ["Bucket": "b-9", "ObjectLockEnabledForBucket": true]
    for missing in needed {
      var bench = Bench()
      bench.permit(.bob, actions: needed.filter { $0 != missing })
      let refusal = bench.with(.bob) { $0.refusal("CreateBucket", request) }
      #expect(refusal?.code == "AccessDenied")
      #expect(refusal?.message?.contains("perform: \(missing) on resource") == true)
      #expect(bench.world.storage.s3.buckets["b-9"] == nil)
    }
    var bench = Bench()
    bench.permit(.bob, actions: needed)
    try bench.with(.bob) { _ = try $0.must("CreateBucket", request) }
  }
}

extension Bench {
  /// Lets a user do these actions and no others.
  mutating func permit(_ user: Principal, actions: [String]) {
    guard case .user(let account, let name) = user else { return }
    let statement = PolicyStatement(
      sid: nil, effect: .allow, principals: [],
      actions: actions.map { Wildcard($0, ignoringCase: true) }, resources: [Wildcard("*")])
    let policy = IdentityPolicy(name: "x", document: PolicyDocument(statements: [statement]))
    world.environment.identities.setPolicies(
      actions.isEmpty ? [] : [policy], ofUser: name, in: account)
  }
}
