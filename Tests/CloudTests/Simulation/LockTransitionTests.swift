import Cloud
import Kernel
import TestBench
import Testing

/// What random sessions ask of locks finds what is wrong.
@Suite struct LockTransitionTests {
  /// A bench with a governed and a held version, and the id of the former.
  private static func bench() throws -> (Bench, id: Document) {
    var bench = Bench()
    try bench.must("CreateBucket", ["Bucket": "b-1", "ObjectLockEnabledForBucket": true])
    let put = try bench.must(
      "PutObject",
      [
        "Bucket": "b-1", "Key": "k", "ObjectLockMode": "GOVERNANCE",
        "ObjectLockRetainUntilDate": .timestamp(.start2025.adding(days: 9)),
      ])
    try bench.must(
      "PutObject", ["Bucket": "b-1", "Key": "h", "ObjectLockLegalHoldStatus": "ON"])
    return (bench, put["VersionId"] ?? .null)
  }

  /// Calls that weaken a lock as they may, and what is found where they might not.
  @Test(
    arguments: [
      (
        "DeleteObject", ["VersionId": "<id>", "BypassGovernanceRetention": true],
        "b-1/k is gone, which was locked"
      ),
      (
        "PutObjectRetention", ["Retention": [:], "BypassGovernanceRetention": true],
        "b-1/k is locked less than before"
      ),
      (
        "PutObjectLegalHold", ["Key": "h", "LegalHold": ["Status": "OFF"]],
        "b-1/h is held no more"
      ),
    ] as [(String, DocumentObject, String)])
  func `a lock that is weaker is found, unless the call may weaken it`(
    name: String, more: DocumentObject, problem: String
  ) throws {
    var (bench, id) = try Self.bench()
    var request = more
    request["Bucket"] = "b-1"
    request["Key"] = request["Key"] ?? "k"
    if request["VersionId"] != nil { request["VersionId"] = id }
    let before = bench.world
    try bench.must(name, .object(request))
    #expect(Simulation.brokenLocks(before, bench.world, .none) == [problem])
    let rights = Simulation.LockRights(name, request)
    #expect(Simulation.brokenLocks(before, bench.world, rights) == [])
  }

  @Test func `what is over is no problem, and time alone makes none`() throws {
    var (bench, id) = try Self.bench()
    let before = bench.world
    try bench.advance(days: 9)
    #expect(Simulation.brokenLocks(before, bench.world, .none) == [])
    try bench.must("DeleteObject", ["Bucket": "b-1", "Key": "k", "VersionId": id])
    #expect(Simulation.brokenLocks(before, bench.world, .none) == [])
  }
}
