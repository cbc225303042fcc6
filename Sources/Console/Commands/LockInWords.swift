import Cloud
import Kernel
import S3
import Text

extension VersionLock {
  /// A lock in a few words; `nothing` for none.
  var inWords: String {
    let parts = [
      retention.map { "\($0.mode.rawValue) until \($0.until.readable)" },
      legalHold.map { "legal hold \($0.rawValue)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
  }

  /// What inspect tells of a lock; nothing where nobody ever set one.
  func rows(at now: Timestamp, _ readability: Readability) -> [(label: String, text: String)] {
    var texts: [String] = []
    if let retention { texts.append(retention.inWords(at: now)) }
    if let legalHold {
      texts.append(
        "legal hold \(legalHold.rawValue)"
          + (legalHold == .on ? ": it stays until somebody says OFF, whatever the date" : ""))
    }
    if protects(at: now), let end = readability.endInWords {
      texts.append("the lock keeps its bytes and not their meaning: \(end)")
    }
    return texts.enumerated().map { ($0.offset == 0 ? "locked" : "", $0.element) }
  }

  /// The members of a document about a locked version.
  func add(to members: inout DocumentObject, at now: Timestamp) {
    guard self != .none else { return }
    members["ObjectLockMode"] = retention.map { .string($0.mode.rawValue) }
    members["ObjectLockRetainUntilDate"] = retention.map { .timestamp($0.until) }
    members["ObjectLockLegalHoldStatus"] = legalHold.map { .string($0.rawValue) }
    members["IsLocked"] = .bool(protects(at: now))
  }
}

extension Retention {
  /// Until when, and who could end it before.
  fileprivate func inWords(at now: Timestamp) -> String {
    let name = "\(mode.rawValue) until \(until.readable)"
    guard holds(at: now) else { return "\(name), which is over" }
    return switch mode {
    case .governance: "\(name); s3:BypassGovernanceRetention can end it before"
    case .compliance: "\(name); nobody can end it before, not even the root user"
    }
  }
}

extension Readability {
  /// What becomes of the key where its content is lost with it; `nil` where nothing is.
  fileprivate var endInWords: String? {
    switch self {
    case .unlessDeleted(let date, nil): "its key is deleted on \(date.date)"
    case .lost, .forgotten: "its key is gone"
    default: nil
    }
  }
}

extension DefaultRetention {
  /// `GOVERNANCE for 30 days`.
  var inWords: String {
    switch period {
    case .days(let count): "\(mode.rawValue) for \(counted(count, "day"))"
    case .years(let count): "\(mode.rawValue) for \(counted(count, "year"))"
    }
  }
}

extension ObjectLock? {
  /// Whether a bucket has Object Lock, and what it does to new versions.
  var inWords: String {
    guard let lock = self else { return "off" }
    return "on, " + (lock.standard.map { "new versions \($0.inWords)" } ?? "no default retention")
  }
}

extension Bucket {
  /// How many versions are locked at a moment.
  private func lockedCount(at now: Timestamp) -> Int {
    var count = 0
    walkObjects { _, object, _ in if object.lock.protects(at: now) { count += 1 } }
    return count
  }

  /// What inspect tells of Object Lock; nothing where it was never turned on.
  func lockRows(at now: Timestamp) -> [(label: String, text: String)] {
    guard objectLock != nil else { return [] }
    return [
      ("lock", "\(objectLock.inWords); \(counted(lockedCount(at: now), "version")) locked now")
    ]
  }

  /// The same as data; `nil` where it was never turned on.
  func lockDocument(at now: Timestamp) -> Document? {
    guard let objectLock else { return nil }
    var members: DocumentObject = ["LockedVersions": .integer(lockedCount(at: now))]
    if let standard = objectLock.standard {
      var retention: DocumentObject = ["Mode": .string(standard.mode.rawValue)]
      switch standard.period {
      case .days(let count): retention["Days"] = .integer(count)
      case .years(let count): retention["Years"] = .integer(count)
      }
      members["DefaultRetention"] = .object(retention)
    }
    return .object(members)
  }
}
