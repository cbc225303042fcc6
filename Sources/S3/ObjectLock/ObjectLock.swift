import Kernel

/// What a bucket with Object Lock does to its versions; it can never be turned off.
package struct ObjectLock: Sendable, Equatable {
  /// The retention of every new version that has none of its own.
  package let standard: DefaultRetention?
}

/// A retention that is counted from the making of a version.
package struct DefaultRetention: Sendable, Equatable {
  /// How long.
  package enum Period: Sendable, Equatable {
    case days(Int)
    /// Of 365 days.
    case years(Int)

    fileprivate var dayCount: Int {
      switch self {
      case .days(let days): days
      case .years(let years): years * 365
      }
    }
  }

  /// How firmly it holds.
  package let mode: RetentionMode
  /// How long it holds.
  package let period: Period

  /// The retention of a version that is made now.
  func retention(from now: Timestamp) -> Retention {
    Retention(mode: mode, until: min(now.adding(days: period.dayCount), .last))
  }
}

extension Bucket {
  /// The lock of a version that is made now, of what its writer said.
  func lock(_ given: VersionLock, at now: Timestamp) -> VersionLock {
    guard given.retention == nil, let standard = objectLock?.standard else { return given }
    return given.retained(standard.retention(from: now))
  }

  /// Fails where the bucket has no Object Lock.
  func checkObjectLock() throws(S3Failure) {
    guard objectLock != nil else { throw .missingObjectLock }
  }

  /// Fails for the header that passes over governance where there can be none, even if it says
  /// false.
  func checkBypass(_ bypass: Bool?) throws(S3Failure) {
    guard bypass == nil || objectLock != nil else {
      throw .invalidArgument(
        "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
        "x-amz-bypass-governance-retention", bypass.map { $0 ? "true" : "false" })
    }
  }
}
