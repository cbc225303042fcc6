import Kernel

/// How often an account may make calls of one kind in a Region.
package struct RequestQuota: Sendable {
  /// The kind: calls of the same name share the quota.
  let name: String
  /// Most calls.
  package let calls: Int
  /// The time within which they are counted.
  package let seconds: Int

  /// Describes a quota.
  package init(_ name: String, calls: Int, seconds: Int = 1) {
    self.name = name
    self.calls = calls
    self.seconds = seconds
  }
}

/// How many calls of each quota came lately.
package struct CallRates: Sendable {
  /// One account's calls of one quota in one Region.
  private struct Bucket: MapKey {
    let account: AccountID
    let region: Region
    let quota: String

    static func < (left: Bucket, right: Bucket) -> Bool {
      (left.account, left.region) == (right.account, right.region)
        ? left.quota.precedesByBytes(right.quota)
        : (left.account, left.region) < (right.account, right.region)
    }

    static func == (left: Bucket, right: Bucket) -> Bool {
      (left.account, left.region) == (right.account, right.region)
        && left.quota.hasSameBytes(as: right.quota)
    }
  }

  /// The calls since a moment.
  private struct Count: Sendable {
    var start: Timestamp
    var calls = 0
  }

  private var counts: OrderedMap<Bucket, Count> = [:]

  /// Counts a call; whether it is within its quota.
  mutating func take(_ quota: RequestQuota, as call: Call, at now: Timestamp) -> Bool {
    let bucket = Bucket(account: call.account, region: call.region, quota: quota.name)
    var count = counts[bucket] ?? Count(start: now)
    if now >= count.start.adding(seconds: quota.seconds) { count = Count(start: now) }
    guard count.calls < quota.calls else { return false }
    count.calls += 1
    counts[bucket] = count
    return true
  }
}
