import Access
import KMS
package import Kernel
import S3

/// What an account's keys and requests would cost, month by month.
package struct Bill: Sendable {
  /// One month of the calendar.
  package struct Month: Sendable, Equatable {
    /// The year.
    package let year: Int
    /// The month, from 1.
    package let month: Int
    /// The customer managed keys that cost something in it, or stand at its end so far.
    package fileprivate(set) var keys = 0
    /// What the keys cost.
    package fileprivate(set) var keyCost = MicroDollars(0)
    /// The requests to KMS that succeeded, those of S3 among them.
    package fileprivate(set) var requests = 0
    /// The requests that S3 made on behalf of its callers.
    package fileprivate(set) var requestsOfS3 = 0
    /// The requests that have to do with key pairs, none of which is free.
    package fileprivate(set) var pairRequests = 0
    /// What those cost.
    package fileprivate(set) var pairRequestCost = MicroDollars(0)

    /// What the requests cost, beyond the free ones.
    package var requestCost: MicroDollars {
      let beyond = max(0, requests - pairRequests - Prices.freeRequests)
      return MicroDollars(beyond * Prices.request.count) + pairRequestCost
    }
    /// What the month costs.
    package var total: MicroDollars { keyCost + requestCost }

    /// `2025-01`.
    package var name: String { String(Month.start(of: index).date.prefix(7)) }

    fileprivate var index: Int { year * 12 + month - 1 }

    fileprivate init(index: Int) {
      (year, month) = (index / 12, index % 12 + 1)
    }

    /// The number of the month that a moment is in, counted from the year 0.
    fileprivate static func index(of time: Timestamp) -> Int {
      let parts = time.components
      return parts.year * 12 + parts.month - 1
    }

    /// When a month begins; the clock's end for a month that no calendar has.
    fileprivate static func start(of index: Int) -> Timestamp {
      Timestamp(year: index / 12, month: index % 12 + 1, day: 1) ?? .last
    }
  }

  /// The months from the first thing that happened until now, without a gap.
  package fileprivate(set) var months: [Month]
  /// The keys that cost nothing now since they wait for their deletion.
  package fileprivate(set) var pendingKeys = 0
  /// The objects that are stored under bucket keys.
  package fileprivate(set) var objectsUnderBucketKeys = 0
  /// The bucket keys that these came of, each one request to KMS where every object would have
  /// been one.
  package fileprivate(set) var bucketKeys = 0

  /// What all months cost.
  package var total: MicroDollars { months.reduce(MicroDollars(0)) { $0 + $1.total } }
}

extension World {
  /// The bill of an account.
  package func bill(of account: AccountID) -> Bill {
    guard let start = environment.trail[0]?.time else { return Bill(months: []) }
    let first = Bill.Month.index(of: start)
    var bill = Bill(
      months: (first...Bill.Month.index(of: now)).map { Bill.Month(index: $0) })
    addKeys(of: account, to: &bill)
    addRequests(of: account, to: &bill)
    for (_, bucket) in storage.s3.buckets where bucket.owner == account {
      var keys: [BucketKeyID] = []
      bucket.walkObjects { _, object, _ in
        if let key = object.envelope.bucketKey { keys.append(key) }
      }
      bill.objectsUnderBucketKeys += keys.count
      bill.bucketKeys += Set(keys.map(\.number)).count
    }
    return bill
  }

  private func addKeys(of account: AccountID, to bill: inout Bill) {
    var meter = KeyMeter(bill.months)
    for life in keyLives(rotations: Prices.billedRotations)
    where life.address.account == account && !life.isManaged {
      // A deletion that is called off is billed as if it had never been scheduled.
      let end = life.doomedSince ?? now
      if life.deleted == nil, life.doomedSince != nil { bill.pendingKeys += 1 }
      meter.countKey(from: life.made, to: end, isStillThere: life.doomedSince == nil)
      for time in [life.made] + life.rotations.map(\.time) { meter.add(from: time, to: end) }
    }
    for (index, month) in meter.months.enumerated() {
      bill.months[index].keys = month.keys
      bill.months[index].keyCost = month.cost
    }
  }

  private func addRequests(of account: AccountID, to bill: inout Bill) {
    guard let first = bill.months.first?.index else { return }
    // The records are in order, so that the month of one is found from that of the one before.
    var month = 0
    var end = Bill.Month.start(of: first + 1)
    var prices = RequestPrices(storage.kms)
    environment.trail.walk { record in
      guard record.service == .kms, record.error == nil else { return }
      prices.learn(from: record)
      guard record.account == account, case .principal(_, let via) = record.actor else { return }
      while record.time >= end, month + 1 < bill.months.count {
        month += 1
        end = Bill.Month.start(of: first + month + 1)
      }
      bill.months[month].requests += 1
      if via == .s3 { bill.months[month].requestsOfS3 += 1 }
      if let price = prices.ofPair(record) {
        bill.months[month].pairRequests += 1
        bill.months[month].pairRequestCost = bill.months[month].pairRequestCost + price
      }
    }
  }
}

/// Adds up the hours of keys month by month.
///
/// A stretch of many months costs as much time as one of two: whole months are noted where they
/// begin and where they end.
private struct KeyMeter {
  private let first: Int
  private var hours: [Int]
  private var wholeMonths: [Int]
  private var keyChanges: [Int]

  init(_ months: [Bill.Month]) {
    first = months.first?.index ?? 0
    hours = Array(repeating: 0, count: months.count)
    wholeMonths = Array(repeating: 0, count: months.count + 1)
    keyChanges = Array(repeating: 0, count: months.count + 1)
  }

  /// Counts a key in every month in which it costs something, or begins to.
  mutating func countKey(from start: Timestamp, to end: Timestamp, isStillThere: Bool) {
    guard start < end || isStillThere else { return }
    let last = isStillThere ? end : end.adding(seconds: -1)
    keyChanges[Bill.Month.index(of: start) - first] += 1
    keyChanges[Bill.Month.index(of: last) - first + 1] -= 1
  }

  /// Adds the price of a key-month for a stretch of time; an hour that has begun counts.
  mutating func add(from start: Timestamp, to end: Timestamp) {
    guard start < end else { return }
    let (from, to) = (
      Bill.Month.index(of: start), Bill.Month.index(of: end.adding(seconds: -1))
    )
    if from == to {
      hours[from - first] += KeyMeter.hours(start, end)
    } else {
      hours[from - first] += KeyMeter.hours(start, Bill.Month.start(of: from + 1))
      hours[to - first] += KeyMeter.hours(Bill.Month.start(of: to), end)
      wholeMonths[from + 1 - first] += 1
      wholeMonths[to - first] -= 1
    }
  }

  /// Keys and costs of the months, in order.
  var months: [(keys: Int, cost: MicroDollars)] {
    var (keys, whole) = (0, 0)
    return hours.indices.map { index in
      keys += keyChanges[index]
      whole += wholeMonths[index]
      let month = first + index
      let length = KeyMeter.hours(Bill.Month.start(of: month), Bill.Month.start(of: month + 1))
      let part = (hours[index] * Prices.keyMonth.count + length / 2) / length
      return (keys, MicroDollars(whole * Prices.keyMonth.count + part))
    }
  }

  private static func hours(_ start: Timestamp, _ end: Timestamp) -> Int {
    (end.secondsSinceEpoch - start.secondsSinceEpoch + 3599) / 3600
  }
}
