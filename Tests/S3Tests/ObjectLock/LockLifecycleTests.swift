import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Rules of lifecycles, keys and locks.
@Suite struct LockLifecycleTests {
  /// A bench with Object Lock whose rule ends old versions after a day.
  private static func bench() throws -> Bench {
    var bench = try Bench.locking()
    try bench.setRules([
      LifecycleTests.rule(["NoncurrentVersionExpiration": ["NoncurrentDays": 1]]),
      LifecycleTests.rule(["AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 1]]),
    ])
    return bench
  }

  /// How many objects of `k` there are, current or not.
  private static func count(_ bench: Bench) -> Int {
    var count = 0
    bench.world.storage.s3.buckets["b-1"]?.walkObjects { _, _, _ in count += 1 }
    return count
  }

  @Test(arguments: ["GOVERNANCE", "COMPLIANCE"])
  func `a rule waits for the end of a lock, and takes other versions in time`(
    mode: String
  ) throws {
    var bench = try Self.bench()
    try bench.put("k", bench.lock(mode, 10))
    try bench.put("k")
    try bench.put("k")
    try bench.advance(days: 3)
    #expect(Self.count(bench) == 2)
    try bench.advance(days: 7, seconds: 46_000)
    #expect(Self.count(bench) == 2)
    // At half past ten it could be deleted; the rule comes at midnight.
    let passage = try bench.advance(days: 1)
    #expect(Self.count(bench) == 1)
    #expect(passage.events.map(\.name) == ["LifecycleExpiration"])
  }

  @Test func `a hold keeps a version from rules until it is off`() throws {
    var bench = try Self.bench()
    let id = try bench.version("k", ["ObjectLockLegalHoldStatus": "ON"])
    try bench.put("k")
    #expect(try bench.advance(days: 400).count == 0)
    #expect(bench.world.environment.queue.upcoming.isEmpty)
    try bench.must("PutObjectLegalHold", Bench.of(id, ["LegalHold": ["Status": "OFF"]]))
    try bench.advance(days: 1)
    #expect(Self.count(bench) == 1)
  }

  @Test func `a rule follows a retention that is made longer, and one that is ended`() throws {
    var bench = try Self.bench()
    let id = try bench.version("k", bench.lock("GOVERNANCE", 5))
    try bench.put("k")
    try bench.must(
      "PutObjectRetention", Bench.of(id, ["Retention": bench.retention("GOVERNANCE", 50)]))
    try bench.advance(days: 40)
    #expect(Self.count(bench) == 2)
    try bench.must(
      "PutObjectRetention", Bench.of(id, ["Retention": [:], "BypassGovernanceRetention": true]))
    try bench.advance(days: 1)
    #expect(Self.count(bench) == 1)
  }

  @Test func `expiry of the current object hides it, and open uploads are given up`() throws {
    var bench = try Bench.locking(["Mode": "COMPLIANCE", "Days": 100])
    try bench.setRules([
      LifecycleTests.rule(["Expiration": ["Days": 1]]),
      LifecycleTests.rule(["AbortIncompleteMultipartUpload": ["DaysAfterInitiation": 1]]),
    ])
    let id = try bench.version("k")
    try bench.must("CreateMultipartUpload", Bench.request("u", bench.lock("COMPLIANCE", 50)))
    try bench.advance(days: 2)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
    #expect(try bench.get("k", ["VersionId": id]) == [1, 2, 3])
    #expect(bench.world.storage.s3.buckets["b-1"]?.uploads.isEmpty == true)
  }

  @Test func `a lock keeps the bytes, and the key of them is deleted all the same`() throws {
    var bench = try Bench.locking(["Mode": "COMPLIANCE", "Years": 1])
    let key = try bench.makeKey()
    try bench.setDefault("aws:kms", key: key)
    let id = try bench.version("k")
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    #expect(bench.objectRefusal("GetObject", "k")?.code == "KMS.KMSInvalidStateException")
    try bench.advance(days: 7)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "AccessDenied")
    #expect(bench.refusal("DeleteObject", Bench.of(id)) == .locked)
    // Retention and head need no key.
    #expect(try bench.must("HeadObject", Bench.request("k"))["ObjectLockMode"] == "COMPLIANCE")
    try bench.must(
      "PutObjectRetention", Bench.of(id, ["Retention": bench.retention("COMPLIANCE", 500)]))
    #expect(Self.count(bench) == 1)
  }
}
