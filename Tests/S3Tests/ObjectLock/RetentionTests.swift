import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Retention of versions: what may be set in the place of what.
@Suite struct RetentionTests {
  /// A change of a retention that holds for 10 days.
  struct Change: Sendable, CustomTestStringConvertible {
    let before: String
    /// The new mode, `nil` for an empty retention, and its days.
    let mode: String?
    let days: Int
    /// Whether it is taken without and with a bypass.
    let plain, bypassing: Bool

    init(_ before: String, _ mode: String?, _ days: Int, _ plain: Bool, _ bypassing: Bool) {
      (self.before, self.mode, self.days) = (before, mode, days)
      (self.plain, self.bypassing) = (plain, bypassing)
    }

    var testDescription: String { "\(before) to \(mode ?? "none") for \(days)" }
  }

  static let changes = [
    Change("GOVERNANCE", "GOVERNANCE", 11, true, true),  // longer
    Change("GOVERNANCE", "GOVERNANCE", 10, true, true),  // the same again
    Change("GOVERNANCE", "GOVERNANCE", 9, false, true),  // shorter
    Change("GOVERNANCE", nil, 0, false, true),  // taken away
    Change("GOVERNANCE", "COMPLIANCE", 10, false, true),  // firmer, but another mode
    Change("GOVERNANCE", "COMPLIANCE", 20, false, true),  // firmer and longer
    Change("COMPLIANCE", "COMPLIANCE", 11, true, true),
    Change("COMPLIANCE", "COMPLIANCE", 10, true, true),
    Change("COMPLIANCE", "COMPLIANCE", 9, false, false),
    Change("COMPLIANCE", nil, 0, false, false),
    Change("COMPLIANCE", "GOVERNANCE", 10, false, false),  // weaker
    Change("COMPLIANCE", "GOVERNANCE", 20, false, false),
  ]

  @Test(arguments: changes, [false, true])
  func `a retention that holds is made longer, and else as its mode permits`(
    change: Change, isBypassing: Bool
  ) throws {
    var bench = try Bench.locking()
    try bench.put("k", bench.lock(change.before, 10))
    let before = try bench.lock(of: "k")
    var request: DocumentObject = [
      "Retention": change.mode.map { bench.retention($0, change.days) } ?? [:]
    ]
    if isBypassing { request["BypassGovernanceRetention"] = true }
    // The root user may do no more than others here.
    for caller in [Principal.alice, .root] {
      var copy = bench
      let refusal = copy.with(caller) {
        $0.refusal("PutObjectRetention", Bench.request("k", request))
      }
      let after = try copy.lock(of: "k")
      if isBypassing ? change.bypassing : change.plain {
        #expect(refusal == nil)
        #expect(after.retention?.mode.rawValue == change.mode)
        #expect(
          after.retention?.until
            == change.mode.map { _ in bench.world.now.adding(days: change.days) })
      } else {
        #expect(refusal == .locked)
        #expect(after == before)
      }
    }
  }

  @Test func `false is no bypass`() throws {
    var bench = try Bench.locking()
    try bench.put("k", bench.lock("GOVERNANCE", 10))
    #expect(
      bench.objectRefusal(
        "PutObjectRetention", "k", ["Retention": [:], "BypassGovernanceRetention": false])
        == .locked)
  }

  @Test(arguments: ["GOVERNANCE", "COMPLIANCE"])
  func `a retention that is over is told still, and anything may be set`(mode: String) throws {
    var bench = try Bench.locking()
    try bench.put("k", bench.lock(mode, 1))
    let told = try bench.must("GetObjectRetention", Bench.request("k"))
    try bench.advance(days: 1, seconds: -1)
    #expect(bench.objectRefusal("PutObjectRetention", "k", ["Retention": [:]]) == .locked)
    try bench.advance(days: 0, seconds: 1)
    #expect(try bench.must("GetObjectRetention", Bench.request("k")) == told)
    #expect(try bench.must("HeadObject", Bench.request("k"))["ObjectLockMode"] == .string(mode))
    try bench.must(
      "PutObjectRetention", Bench.request("k", ["Retention": bench.retention("GOVERNANCE", 3)]))
    #expect(try bench.lock(of: "k").retention?.mode == .governance)
  }

  @Test func `a retention is of one version, by its id or the current one`() throws {
    var bench = try Bench.locking()
    let first = try bench.version("k")
    let second = try bench.version("k")
    try bench.must(
      "PutObjectRetention", Bench.of(first, ["Retention": bench.retention("GOVERNANCE", 3)]))
    try bench.must(
      "PutObjectRetention", Bench.request("k", ["Retention": bench.retention("COMPLIANCE", 5)]))
    #expect(
      try bench.must("GetObjectRetention", Bench.of(first))
        == ["Retention": bench.retention("GOVERNANCE", 3)])
    #expect(
      try bench.must("GetObjectRetention", Bench.of(second))
        == ["Retention": bench.retention("COMPLIANCE", 5)])
    #expect(try bench.get("k", ["VersionId": first]) == [1, 2, 3])
  }

  @Test func `a version null is locked where the bucket kept none before`() throws {
    var bench = try Bench.withBucket()
    try bench.put("k", [7])
    try bench.setVersioning("Enabled")
    try bench.setDefaultRetention(["Mode": "COMPLIANCE", "Days": 3])
    // The default is of new versions alone.
    #expect(bench.objectRefusal("GetObjectRetention", "k")?.code == "NoSuchObjectLockConfiguration")
    try bench.must(
      "PutObjectRetention", Bench.of("null", ["Retention": bench.retention("COMPLIANCE", 2)]))
    try bench.put("k", [8])
    #expect(bench.refusal("DeleteObject", Bench.of("null")) == .locked)
    #expect(try bench.get("k", ["VersionId": "null"]) == [7])
  }

  /// Requests that are refused, on an object that was never locked.
  static let broken: [(operation: String, more: DocumentObject, error: WireError)] = [
    ("PutObjectRetention", [:], malformed), ("PutObjectLegalHold", [:], malformed),
    ("PutObjectRetention", ["Retention": ["Mode": "GOVERNANCE"]], malformed),
    (
      "PutObjectRetention", ["Retention": ["RetainUntilDate": .timestamp(.last)]], malformed
    ),
    (
      "PutObjectRetention",
      ["Retention": ["Mode": "governance", "RetainUntilDate": .timestamp(.last)]], malformed
    ),
    ("PutObjectLegalHold", ["LegalHold": [:]], malformed),
    ("PutObjectLegalHold", ["LegalHold": ["Status": "on"]], malformed),
    (
      "PutObjectRetention",
      ["Retention": ["Mode": "GOVERNANCE", "RetainUntilDate": .timestamp(.start2025)]],
      WireError("InvalidArgument", "The retain until date must be in the future!")
    ),
    ("GetObjectRetention", [:], neverSet), ("GetObjectLegalHold", [:], neverSet),
    ("PutObjectRetention", ["Key": "none", "Retention": [:]], noKey),
    ("GetObjectRetention", ["Key": "none"], noKey), ("GetObjectLegalHold", ["Key": "none"], noKey),
    ("PutObjectLegalHold", ["Key": "none", "LegalHold": ["Status": "ON"]], noKey),
    ("GetObjectRetention", ["Key": "hidden"], marker),
    ("GetObjectLegalHold", ["Key": "hidden"], marker),
    ("PutObjectRetention", ["Key": "hidden", "Retention": [:]], marker),
    ("PutObjectLegalHold", ["Key": "hidden", "LegalHold": ["Status": "ON"]], marker),
    (
      "GetObjectRetention", ["VersionId": "x"],
      WireError("InvalidArgument", "Invalid version id specified")
    ),
  ]

  static let malformed = WireError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema")
  static let neverSet = WireError(
    "NoSuchObjectLockConfiguration",
    "The specified object does not have a ObjectLock configuration")
  static let noKey = WireError("NoSuchKey", "The specified key does not exist.")
  static let marker = WireError(
    "MethodNotAllowed", "The specified method is not allowed against this resource.")

  @Test(arguments: broken) func `a request that breaks a rule is refused and changes nothing`(
    row: (operation: String, more: DocumentObject, error: WireError)
  ) throws {
    var bench = try Bench.locking()
    try bench.put("k")
    try bench.put("hidden")
    try bench.must("DeleteObject", Bench.request("hidden"))
    #expect(bench.objectRefusal(row.operation, "k", row.more) == row.error)
    #expect(try bench.lock(of: "k") == .none)
  }

  @Test func `a date in the past is told as S3's own clock has it`() throws {
    var bench = try Bench.locking()
    try bench.put("k")
    let rows: [(Timestamp, String)] = [
      (Timestamp(secondsSinceEpoch: 1_577_836_800), "Tue Dec 31 16:00:00 PST 2019"),
      (Timestamp(secondsSinceEpoch: 1_593_604_805), "Wed Jul 01 05:00:05 PDT 2020"),
      // Clocks change on the second Sunday of March and the first of November, at two.
      (Timestamp(secondsSinceEpoch: 1_710_064_799), "Sun Mar 10 01:59:59 PST 2024"),
      (Timestamp(secondsSinceEpoch: 1_710_064_800), "Sun Mar 10 03:00:00 PDT 2024"),
      (Timestamp(secondsSinceEpoch: 1_730_624_399), "Sun Nov 03 01:59:59 PDT 2024"),
      (Timestamp(secondsSinceEpoch: 1_730_624_400), "Sun Nov 03 01:00:00 PST 2024"),
      (Timestamp(secondsSinceEpoch: -1), "Wed Dec 31 15:59:59 PST 1969"),
    ]
    for (date, text) in rows {
      let request = Bench.request(
        "k", ["Retention": ["Mode": "GOVERNANCE", "RetainUntilDate": .timestamp(date)]])
      guard case .failure(let error) = bench.call("PutObjectRetention", request) else {
        Issue.record("\(date) was taken")
        continue
      }
      #expect(
        error.wire.details == [
          WireError.Detail("ArgumentName", "RetainUntilDate"),
          WireError.Detail("ArgumentValue", text),
        ])
    }
  }

  @Test(
    arguments: [
      ("PutObjectRetention", ["Retention": [:]]), ("GetObjectRetention", [:]),
      ("PutObjectLegalHold", ["LegalHold": ["Status": "ON"]]), ("GetObjectLegalHold", [:]),
    ] as [(String, DocumentObject)])
  func `a bucket without Object Lock has none of it`(
    operation: String, more: DocumentObject
  ) throws {
    var bench = try VersioningTests.bench()
    try bench.put("k")
    #expect(
      bench.objectRefusal(operation, "k", more)
        == WireError("InvalidRequest", "Bucket is missing Object Lock Configuration"))
  }

  @Test func `a world before is as it was`() throws {
    var bench = try Bench.locking()
    try bench.put("k", bench.lock("GOVERNANCE", 10))
    let before = bench
    try bench.must(
      "PutObjectRetention", Bench.request("k", ["Retention": bench.retention("GOVERNANCE", 50)]))
    try bench.hold("k")
    #expect(before.world.digest() != bench.world.digest())
    var again = before
    try again.must(
      "PutObjectRetention", Bench.request("k", ["Retention": again.retention("GOVERNANCE", 50)]))
    try again.hold("k")
    #expect(again.world.digest() == bench.world.digest())
    #expect(try before.lock(of: "k").legalHold == nil)
  }
}
