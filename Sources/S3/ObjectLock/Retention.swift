package import Kernel

/// How firmly a retention holds.
package enum RetentionMode: String, EnumerationValue {
  /// Who has `s3:BypassGovernanceRetention` and says so can end it.
  case governance = "GOVERNANCE"
  /// Nobody can end or shorten it, not even the root user.
  case compliance = "COMPLIANCE"
}

/// Until when a version cannot be deleted, and who can end that.
package struct Retention: Sendable, Equatable {
  /// How firmly it holds.
  package let mode: RetentionMode
  /// The first moment at which it holds no more.
  package let until: Timestamp

  /// Whether it holds.
  package func holds(at now: Timestamp) -> Bool { now < until }

  /// Whether another in its place asks no more than this one: the same mode, and no later date.
  func isKept(by other: Retention?) -> Bool {
    other.map { $0.mode == mode && $0.until >= until } ?? false
  }
}

/// ObjectLockRetention, as requests and answers have it.
package struct ObjectRetention: StructureValue {
  let mode: OpenEnumeration<RetentionMode>?
  let until: Timestamp?

  package static let shape = Shape(
    ObjectRetention.init(mode:until:),
    Member("Mode", \.mode, help: "GOVERNANCE or COMPLIANCE."),
    Member("RetainUntilDate", \.until, help: "When it ends; only later dates are always taken."))

  init(mode: OpenEnumeration<RetentionMode>?, until: Timestamp?) {
    self.mode = mode
    self.until = until
  }

  init(_ retention: Retention) {
    self.init(mode: OpenEnumeration(retention.mode.rawValue), until: retention.until)
  }

  /// The retention that is asked for, `nil` for none; fails for half of one.
  func checked(at now: Timestamp) throws(S3Failure) -> Retention? {
    guard mode != nil || until != nil else { return nil }
    guard let mode = mode?.known, let until else { throw .malformedXML }
    guard until > now else {
      throw .retentionInPast("RetainUntilDate", until.pacificText)
    }
    return Retention(mode: mode, until: until)
  }
}

extension S3Failure {
  /// A retention that would be over before it begins.
  static func retentionInPast(_ name: String, _ value: String) -> S3Failure {
    .invalidArgument("The retain until date must be in the future!", name, value)
  }
}
