import Access
import Kernel

/// What a writer says about the lock of a new version.
package struct LockHeaders: Sendable {
  let mode: OpenEnumeration<RetentionMode>?
  let until: Timestamp?
  let legalHold: OpenEnumeration<LegalHold>?

  static let shape = Shape(
    LockHeaders.init(mode:until:legalHold:),
    Member(
      "ObjectLockMode", \.mode,
      help: "GOVERNANCE or COMPLIANCE, with a date; the bucket's default without."),
    Member(
      "ObjectLockRetainUntilDate", \.until, help: "Until when the version cannot be deleted."),
    Member(
      "ObjectLockLegalHoldStatus", \.legalHold,
      help: "ON: the version cannot be deleted until somebody says OFF."))

  /// Whether a retention is asked for, or half of one.
  var asksForRetention: Bool { mode != nil || until != nil }

  /// The lock that is asked for, without the bucket's default; fails where headers do not fit
  /// together.
  func checked(in bucket: Bucket, at now: Timestamp) throws(S3Failure) -> VersionLock {
    guard asksForRetention || legalHold != nil else { return .none }
    try bucket.checkObjectLock()
    if let legalHold, legalHold.known == nil {
      throw .invalidArgument(
        "Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold",
        legalHold.text)
    }
    return VersionLock(retention: try retention(at: now), legalHold: legalHold?.known)
  }

  private func retention(at now: Timestamp) throws(S3Failure) -> Retention? {
    guard asksForRetention else { return nil }
    guard let mode, let until else {
      throw .invalidArgument(
        "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied")
    }
    guard let known = mode.known else {
      throw .invalidArgument("Unknown wormMode directive.", "x-amz-object-lock-mode", mode.text)
    }
    guard until > now else {
      throw .retentionInPast("x-amz-object-lock-retain-until-date", until.description)
    }
    return Retention(mode: known, until: until)
  }

  /// What policies can ask of the headers.
  var conditionValues: ConditionValues {
    ConditionValues(
      retention: ObjectRetention(mode: mode, until: until), legalHold: legalHold?.text)
  }
}

extension ConditionValues {
  /// What policies can ask of a retention and a legal hold.
  init(retention: ObjectRetention? = nil, legalHold: String? = nil) {
    self.init()
    add(.s3ObjectLockMode, retention?.mode?.text)
    add(.s3ObjectLockRetainUntilDate, retention?.until?.description)
    add(.s3ObjectLockLegalHold, legalHold)
  }
}

extension Demand {
  /// The same with the days that a retention of the request would last, begun ones too, by the
  /// clock.
  func countingRetention(at now: Timestamp) -> Demand {
    let dates = values.entries.first { $0.key.name == .s3ObjectLockRetainUntilDate }?.values
    guard let until = dates?.first.flatMap({ Timestamp($0) }) else { return self }
    var demand = self
    let seconds = until.secondsSinceEpoch - now.secondsSinceEpoch
    demand.values.add(
      .s3ObjectLockRemainingRetentionDays, max(0, (seconds + 86_399) / 86_400))
    return demand
  }
}
