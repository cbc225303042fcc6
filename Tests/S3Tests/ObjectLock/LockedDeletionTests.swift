import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Deletions where versions are locked.
@Suite struct LockedDeletionTests {
  /// A lock, and whether a version under it is deleted without and with a bypass.
  struct Row: Sendable, CustomTestStringConvertible {
    let mode: String?
    let hold: String?
    let plain, bypassing: Bool

    init(_ mode: String?, _ hold: String?, _ plain: Bool, _ bypassing: Bool) {
      (self.mode, self.hold, self.plain, self.bypassing) = (mode, hold, plain, bypassing)
    }

    var testDescription: String { "\(mode ?? "no retention"), \(hold ?? "no hold")" }
  }

  static let rows = [
    Row(nil, nil, true, true), Row(nil, "OFF", true, true), Row(nil, "ON", false, false),
    Row("GOVERNANCE", nil, false, true), Row("GOVERNANCE", "OFF", false, true),
    Row("GOVERNANCE", "ON", false, false), Row("COMPLIANCE", nil, false, false),
    Row("COMPLIANCE", "OFF", false, false), Row("COMPLIANCE", "ON", false, false),
  ]

  private func bench(_ row: Row) throws -> (Bench, id: Document) {
    var bench = try Bench.locking()
    var headers = row.mode.map { bench.lock($0, 10) } ?? [:]
    headers["ObjectLockLegalHoldStatus"] = row.hold.map { .string($0) }
    let id = try bench.version("k", headers)
    return (bench, id)
  }

  @Test(arguments: rows, [nil, false, true] as [Bool?])
  func `a version is deleted as its lock permits, whoever asks`(row: Row, bypass: Bool?) throws {
    let (bench, id) = try bench(row)
    var request: DocumentObject = [:]
    request["BypassGovernanceRetention"] = bypass.map { .bool($0) }
    let isPermitted = bypass == true ? row.bypassing : row.plain
    for caller in [Principal.alice, .root] {
      var one = bench
      let refusal = one.with(caller) { $0.refusal("DeleteObject", Bench.of(id, request)) }
      #expect(refusal == (isPermitted ? nil : .locked))
      #expect((one.world.storage.s3.buckets["b-1"]?.objects["k"] == nil) == isPermitted)
      var several = bench
      request["Bucket"] = "b-1"
      request["Delete"] = ["Objects": [["Key": "k", "VersionId": id]]]
      let answer = try several.with(caller) { try $0.must("DeleteObjects", .object(request)) }
      if isPermitted {
        #expect(answer["Errors"] == nil)
      } else {
        #expect(
          answer["Errors"] == [
            [
              "Key": "k", "VersionId": id, "Code": "AccessDenied",
              "Message": .string(WireError.locked.message ?? ""),
            ]
          ])
        #expect(try several.get("k") == [1, 2, 3])
      }
    }
  }

  @Test(arguments: rows) func `a deletion without a version hides it, and its marker goes again`(
    row: Row
  ) throws {
    var (bench, id) = try bench(row)
    let answer = try bench.must("DeleteObject", Bench.request("k"))
    #expect(answer["DeleteMarker"] == true)
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
    #expect(try bench.get("k", ["VersionId": id]) == [1, 2, 3])
    try bench.must("DeleteObject", Bench.of(try #require(answer["VersionId"])))
    #expect(try bench.get("k") == [1, 2, 3])
    // Writing goes on above it.
    try bench.put("k", [9])
    #expect(try bench.get("k") == [9])
    #expect(try bench.get("k", ["VersionId": id]) == [1, 2, 3])
  }

  @Test(arguments: ["GOVERNANCE", "COMPLIANCE"])
  func `on its date a version can be deleted, and no second before`(mode: String) throws {
    var bench = try Bench.locking()
    let id = try bench.version("k", bench.lock(mode, 10))
    try bench.advance(days: 10, seconds: -1)
    #expect(bench.refusal("DeleteObject", Bench.of(id)) == .locked)
    try bench.advance(days: 0, seconds: 1)
    // Nothing deletes it by itself.
    #expect(try bench.get("k") == [1, 2, 3])
    try bench.must("DeleteObject", Bench.of(id))
    #expect(bench.objectRefusal("GetObject", "k")?.code == "NoSuchKey")
  }

  @Test func `a legal hold has no date, is told when it is off, and stands beside a retention`()
    throws
  {
    var bench = try Bench.locking()
    let id = try bench.version("k", bench.lock("GOVERNANCE", 1))
    try bench.hold("k")
    #expect(
      try bench.must("GetObjectLegalHold", Bench.of(id)) == ["LegalHold": ["Status": "ON"]])
    try bench.advance(days: 9000)
    #expect(bench.refusal("DeleteObject", Bench.of(id)) == .locked)
    // A retention may change under a hold.
    try bench.must(
      "PutObjectRetention", Bench.request("k", ["Retention": bench.retention("COMPLIANCE", 1)]))
    try bench.hold("k", "OFF")
    #expect(
      try bench.must("GetObjectLegalHold", Bench.of(id)) == ["LegalHold": ["Status": "OFF"]])
    #expect(bench.refusal("DeleteObject", Bench.of(id)) == .locked)
    try bench.advance(days: 1)
    try bench.must("DeleteObject", Bench.of(id))
  }

  @Test(arguments: [true, false])
  func `the header of a bypass is refused where no bucket has Object Lock, even false`(
    bypass: Bool
  ) throws {
    var bench = try VersioningTests.bench()
    try bench.put("k")
    let error = WireError(
      "InvalidArgument",
      "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.")
    #expect(
      bench.objectRefusal("DeleteObject", "k", ["BypassGovernanceRetention": .bool(bypass)])
        == error)
    #expect(
      bench.refusal(
        "DeleteObjects",
        [
          "Bucket": "b-1", "BypassGovernanceRetention": .bool(bypass),
          "Delete": ["Objects": [["Key": "k"]]],
        ]) == error)
    #expect(try bench.get("k") == [1, 2, 3])
  }

  @Test func `one of several that is locked fails alone`() throws {
    var bench = try Bench.locking()
    let locked = try bench.version("k", bench.lock("GOVERNANCE", 1))
    let free = try bench.version("k")
    let answer = try bench.must(
      "DeleteObjects",
      [
        "Bucket": "b-1",
        "Delete": [
          "Objects": [
            ["Key": "k", "VersionId": locked], ["Key": "k", "VersionId": free], ["Key": "k"],
          ]
        ],
      ])
    #expect(answer["Errors"]?.elements?.map { $0["VersionId"] } == [locked])
    #expect(answer["Deleted"]?.elements?.count == 2)
    #expect(try bench.get("k", ["VersionId": locked]) == [1, 2, 3])
  }

  @Test func `a condition of the call comes before the lock`() throws {
    var bench = try Bench.locking()
    let id = try bench.version("k", bench.lock("COMPLIANCE", 1))
    #expect(
      bench.refusal("DeleteObject", Bench.of(id, ["IfMatch": "other"]))?.code
        == "PreconditionFailed")
  }
}
