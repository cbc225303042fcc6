import Access
import Cloud
import Kernel
import TestBench
import Testing

@testable import S3

/// Rules that move objects to other storage classes.
@Suite struct TransitionTests {
  static let large = [UInt8](repeating: 7, count: 128 << 10)

  static func transition(_ days: Int, _ storageClass: String) -> Document {
    ["Days": .integer(days), "StorageClass": .string(storageClass)]
  }

  /// A bench with so many versions of one key, written long before there is a rule.
  private static func bench(versions: Int, then action: DocumentObject) throws -> Bench {
    var bench = try Bench.withBucket()
    try bench.setVersioning("Enabled")
    for _ in 0..<versions { try bench.put("k", large) }
    try bench.advance(days: 100)
    try bench.setRules([LifecycleTests.rule(action)])
    try bench.advance(days: 1)
    return bench
  }

  private func storageClass(_ bench: inout Bench, _ key: String = "k") throws -> Document? {
    try bench.must("ListObjectsV2", ["Bucket": "b-1"])["Contents"]?.elements?
      .first { $0["Key"] == .string(key) }?["StorageClass"]
  }

  @Test func `an object goes down the classes day by day, and is gone at the end`() throws {
    var bench = try LifecycleTests.bench(
      LifecycleTests.rule([
        "Transitions": [Self.transition(30, "STANDARD_IA"), Self.transition(90, "GLACIER")],
        "Expiration": ["Days": 365],
      ]))
    try bench.put("k", Self.large)
    let before = try bench.must("HeadObject", Bench.request("k"))
    let days: [(Int, Document?)] = [
      (30, "STANDARD"), (1, "STANDARD_IA"), (59, "STANDARD_IA"), (1, "GLACIER"), (274, "GLACIER"),
      (1, nil),
    ]
    for (days, told) in days {
      try bench.advance(days: days)
      #expect(try storageClass(&bench) == told, "after \(days) more")
      if told == "STANDARD_IA" {
        let head = try bench.must("HeadObject", Bench.request("k"))
        for name in ["ETag", "LastModified", "Expiration", "ContentLength"] {
          #expect(head[name] == before[name])
        }
        #expect(try bench.get("k") == Self.large)
      }
      #expect(bench.world.check() == [])
    }
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  @Test(
    arguments: [
      ([:], nil, "STANDARD", "STANDARD"),
      (["ObjectSizeGreaterThan": 0], nil, "STANDARD_IA", "GLACIER"),
      ([:], "varies_by_storage_class", "STANDARD", "GLACIER"),
    ] as [(Document, Document?, Document, Document)])
  func `small objects stay, unless a rule or the bucket says otherwise`(
    filter: Document, least: Document?, first: Document, last: Document
  ) throws {
    var bench = try Bench.withBucket()
    let rule = LifecycleTests.rule(
      ["Transitions": [Self.transition(30, "STANDARD_IA"), Self.transition(90, "GLACIER")]], filter)
    var request: DocumentObject = ["Bucket": "b-1", "LifecycleConfiguration": ["Rules": [rule]]]
    request["TransitionDefaultMinimumObjectSize"] = least
    try bench.must("PutBucketLifecycleConfiguration", .object(request))
    try bench.put("k")
    try bench.advance(days: 31)
    #expect(try storageClass(&bench) == first)
    try bench.advance(days: 60)
    #expect(try storageClass(&bench) == last)
  }

  @Test func `no object goes up, nor from one zone to instant retrieval`() throws {
    for (from, to) in [
      ("GLACIER", "STANDARD_IA"), ("DEEP_ARCHIVE", "GLACIER"), ("ONEZONE_IA", "GLACIER_IR"),
      ("ONEZONE_IA", "INTELLIGENT_TIERING"), ("STANDARD_IA", "STANDARD_IA"),
    ] {
      var bench = try LifecycleTests.bench(
        LifecycleTests.rule(["Transitions": [Self.transition(30, to)]]))
      try bench.put("k", Self.large, in: "b-1", ["StorageClass": .string(from)])
      #expect(bench.world.environment.queue.upcoming.isEmpty, "\(from) to \(to)")
    }
  }

  @Test func `old versions move by their own days, and rules that come late act at midnight`()
    throws
  {
    var bench = try Self.bench(
      versions: 3,
      then: [
        "NoncurrentVersionTransitions": [
          ["NoncurrentDays": 40, "StorageClass": "GLACIER_IR", "NewerNoncurrentVersions": 1]
        ]
      ])
    let versions = try bench.must("ListObjectVersions", ["Bucket": "b-1"])["Versions"]?.elements
    #expect(versions?.map { $0["StorageClass"] } == ["STANDARD", "STANDARD", "GLACIER_IR"])
    #expect(bench.world.check() == [])
  }

  @Test func `what is overdue for a move and for its end is gone and stays so`() throws {
    var bench = try Self.bench(
      versions: 2,
      then: [
        "NoncurrentVersionTransitions": [["NoncurrentDays": 5, "StorageClass": "GLACIER"]],
        "NoncurrentVersionExpiration": ["NoncurrentDays": 20],
      ])
    let versions = try bench.must("ListObjectVersions", ["Bucket": "b-1"])["Versions"]?.elements
    #expect(versions?.map { $0["StorageClass"] } == ["STANDARD"])
    #expect(bench.world.check() == [])
    #expect(bench.world.environment.queue.upcoming.isEmpty)
  }

  @Test func `what expires on the day on which it would move does not move`() throws {
    let date: Document = .timestamp(.start2025.adding(days: 50))
    var bench = try LifecycleTests.bench(
      LifecycleTests.rule([
        "Transitions": [["Date": date, "StorageClass": "GLACIER"]], "Expiration": ["Date": date],
      ]), versioning: "Enabled")
    try bench.put("k", Self.large)
    try bench.advance(days: 60)
    let versions = try bench.must("ListObjectVersions", ["Bucket": "b-1"])
    #expect(versions["Versions"]?.elements?.map { $0["StorageClass"] } == ["STANDARD"])
    #expect(versions["DeleteMarkers"]?.elements?.count == 1)
  }
}
