import Access
import Cloud
import Kernel
import TestBench
import Testing

/// What keys and requests would cost.
@Suite struct BillTests {
  var bench = Bench()

  private var bill: Bill { bench.world.bill(of: .learner) }

  /// Moves the clock to the first second of a month.
  private mutating func advance(to year: Int, _ month: Int, _ day: Int = 1) throws {
    _ = try bench.world.advance(to: #require(Timestamp(year: year, month: month, day: day)))
  }

  /// Costs of keys by month, in millionths of a dollar.
  private var keyCosts: [Int] { bill.months.map(\.keyCost.count) }

  @Test func `a world without a past costs nothing`() { #expect(bill.months.isEmpty) }

  @Test mutating func `a key costs a dollar a month, whatever the month's length`() throws {
    _ = try bench.makeKey()
    try advance(to: 2025, 4)
    #expect(keyCosts == [1_000_000, 1_000_000, 1_000_000, 0])
    #expect(bill.months.map(\.name) == ["2025-01", "2025-02", "2025-03", "2025-04"])
    #expect(bill.months.map(\.keys) == [1, 1, 1, 1])
    #expect(bill.total == MicroDollars(3_000_000))
  }

  @Test mutating func `a part of a month costs its part, by the hour that has begun`() throws {
    try bench.must("ListKeys")
    try advance(to: 2025, 1, 16)
    _ = try bench.makeKey()
    try bench.advance(days: 0, seconds: 1)
    #expect(keyCosts == [1_344], "1 of 744 hours: 1,344.09 millionths")
    try advance(to: 2025, 2, 15)
    #expect(keyCosts == [516_129, 500_000], "16 of 31 days, 14 of 28")
  }

  @Test mutating func `two rotations add a dollar each, and later ones nothing`() throws {
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try advance(to: 2030, 2)
    let costs = keyCosts
    let january = [0, 12, 24, 36, 48, 60].map { costs[$0] }
    #expect(january == [1, 2, 3, 3, 3, 3].map { $0 * 1_000_000 })
    #expect(costs.max() == 3_000_000)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try advance(to: 2030, 4)
    #expect(keyCosts == costs + [0, 0], "a key that is gone keeps its past")
  }

  @Test mutating func `a key that waits costs nothing, unless the deletion is cancelled`() throws {
    let key = try bench.makeKey()
    try advance(to: 2025, 2)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 30])
    try advance(to: 2025, 3)
    #expect(keyCosts == [1_000_000, 0, 0] && bill.pendingKeys == 1)
    try bench.must("CancelKeyDeletion", ["KeyId": key])
    #expect(keyCosts == [1_000_000, 1_000_000, 0] && bill.pendingKeys == 0)
  }

  @Test mutating func `an AWS managed key costs nothing, and S3's requests count`() throws {
    try bench.must("CreateBucket", ["Bucket": "q4-one"])
    try bench.must(
      "PutObject",
      [
        "Bucket": "q4-one", "Key": "a", "Body": .bytes([1]), "ServerSideEncryption": "aws:kms",
      ])
    try bench.must("GetObject", ["Bucket": "q4-one", "Key": "a"])
    try advance(to: 2027, 1)
    #expect(bill.total == MicroDollars(0))
    #expect(bill.months[0].requests == 2 && bill.months[0].requestsOfS3 == 2)
  }

  @Test mutating func `requests cost from the 20,001st on, refused ones nothing`() throws {
    let operation = try #require(Catalogue.operation("ListKeys"))
    let call = Call(principal: .alice, region: .usEast1)
    for _ in 0..<20_010 { _ = bench.world.handle(operation, [:], as: call) }
    _ = bench.refusal("DescribeKey", ["KeyId": "alias/none"])
    #expect(bill.months.map(\.requests) == [20_010])
    #expect(bill.months.map(\.requestCost.count) == [30], "10 requests at 3 millionths")
    try advance(to: 2025, 2)
    try bench.must("ListKeys")
    #expect(bill.months.map(\.requests) == [20_010, 1])
    #expect(bill.months.map(\.requestCost.count) == [30, 0])
  }

  @Test mutating func `every account has its own bill`() throws {
    _ = try bench.with(.stranger) { bench in try bench.makeKey() }
    try advance(to: 2025, 2)
    #expect(bill.total == MicroDollars(0))
    #expect(bench.world.bill(of: .partner).total == MicroDollars(1_000_000))
  }

  @Test mutating func `bucket keys save what they can be shown to save`() throws {
    try bench.must("CreateBucket", ["Bucket": "q4-one"])
    for name in ["a", "b", "c"] {
      try bench.must(
        "PutObject",
        [
          "Bucket": "q4-one", "Key": .string(name), "Body": .bytes([1]),
          "ServerSideEncryption": "aws:kms", "BucketKeyEnabled": true,
        ])
    }
    #expect(bill.objectsUnderBucketKeys == 3 && bill.bucketKeys == 1)
    #expect(bill.months[0].requestsOfS3 == 1)
  }
}
