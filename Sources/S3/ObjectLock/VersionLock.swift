package import Kernel

/// What keeps a version from being deleted: a retention, a legal hold, both or neither.
package struct VersionLock: Sendable, Equatable {
  /// Until when it is kept, though that may be over; `nil` where there is none.
  package let retention: Retention?
  /// Whether it is held; `nil` where that was never set.
  package let legalHold: LegalHold?

  /// What a version has where nobody has said anything.
  package static let none = VersionLock(retention: nil, legalHold: nil)

  /// The same with another retention.
  func retained(_ retention: Retention?) -> VersionLock {
    VersionLock(retention: retention, legalHold: legalHold)
  }

  /// The same, held or not.
  func held(_ hold: LegalHold) -> VersionLock {
    VersionLock(retention: retention, legalHold: hold)
  }

  /// The retention, where it holds.
  package func retention(at now: Timestamp) -> Retention? {
    retention.flatMap { $0.holds(at: now) ? $0 : nil }
  }

  /// Whether anything protects the version.
  package func protects(at now: Timestamp) -> Bool {
    legalHold == .on || retention(at: now) != nil
  }

  /// Whether the version may be deleted, with or without the header that passes over governance.
  package func permitsDeletion(at now: Timestamp, bypassing: Bool) -> Bool {
    guard legalHold != .on else { return false }
    guard let retention = retention(at: now) else { return true }
    return retention.mode == .governance && bypassing
  }

  /// Whether the retention may be changed to another, or to none: longer always.
  func permitsChange(to other: Retention?, at now: Timestamp, bypassing: Bool) -> Bool {
    guard let retention = retention(at: now), !retention.isKept(by: other) else { return true }
    return retention.mode == .governance && bypassing
  }

  /// When the version can be deleted; `nil` for one that is held.
  func end(from time: Timestamp) -> Timestamp? {
    legalHold == .on ? nil : max(time, retention?.until ?? time)
  }
}
