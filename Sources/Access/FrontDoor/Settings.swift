package import Kernel

/// How the cloud behaves beside its rules: switches of the lab's command `set`, part of the world.
package struct Settings: Sendable, Equatable {
  /// How soon changes are in force.
  package enum Consistency: String, Sendable, CaseIterable {
    /// At once.
    case immediate
    /// As on AWS after some time: grants after 5 minutes, replicas after a minute.
    case realistic
  }

  /// How soon changes are in force.
  package var consistency = Consistency.immediate
  /// Whether AWS's request rates are enforced, per second of the simulated clock.
  package var isThrottling = false
  /// The injected failure, if any.
  package var fault: InjectedFault?

  /// AWS's behaviour without its delays and limits of rate.
  package init() {}

  /// Feeds what is not as it was in the beginning.
  package func feed(_ digest: inout WorldDigest) {
    guard self != Settings() else { return }
    digest.feed("\(consistency.rawValue) \(isThrottling)")
    guard let fault else { return }
    digest.feed("\(fault.code) \(fault.operation ?? "*") \(fault.percent) \(fault.seed)")
  }
}

/// Calls that fail although nothing is wrong with them.
package struct InjectedFault: Sendable, Equatable {
  /// AWS's code of the failure.
  package let code: String
  /// The one operation that fails; `nil` for all that have this code.
  package let operation: String?
  /// How many of a hundred calls fail.
  package let percent: Int
  /// Which of them: another seed lets other calls fail.
  package let seed: UInt64

  /// Describes a fault.
  package init(code: String, operation: String?, percent: Int, seed: UInt64) {
    self.code = code
    self.operation = operation
    self.percent = percent
    self.seed = seed
  }

  /// Whether a call fails, by its number in the trail.
  fileprivate func hits(_ operation: String, callNumber: Int) -> Bool {
    guard self.operation == nil || self.operation == operation else { return false }
    var digest = WorldDigest()
    digest.feed(Int(truncatingIfNeeded: seed))
    digest.feed(callNumber)
    let drawn = Int(digest.value.prefix(8), radix: 16) ?? 0
    return drawn % 100 < percent
  }
}

extension Environment {
  /// Counts a call; the quota that it is too much for, where rates are enforced.
  mutating func usedUpQuota<O: APIOperation>(
    _ operation: O.Type, _ request: O.Request, in state: O.State, as call: Call
  ) -> RequestQuota? {
    guard settings.isThrottling, let quota = O.quota(of: request, in: state, as: call) else {
      return nil
    }
    return rates.take(quota, as: call, at: now) ? nil : quota
  }

  /// The failure that a switch gives a call; `nil` where it goes on, and for a code that its
  /// service does not have.
  func injectedFailure<O: APIOperation>(_ operation: O.Type) -> WireError? {
    guard let fault = settings.fault,
      let error = O.Failure.injectable.first(where: { $0.code == fault.code }),
      fault.hits(O.name, callNumber: trail.count)
    else { return nil }
    return error
  }
}
