import Kernel

extension LifecycleRule.Transition {
  /// Fails for a transition that S3 does not take, or that comes after the object is gone.
  func check(before expiration: LifecycleRule.Expiration?) throws(S3Failure) {
    guard (date != nil) != (days != nil), let target = storageClass?.known else {
      throw .malformedXML
    }
    try LifecycleRule.check(date)
    guard let days else { return }
    try target.check(days, "Days", of: "Transition")
    if let end = expiration?.days, end <= days {
      throw .invalidArgument(
        "'Days' in the Expiration action must be greater than 'Days' in the Transition action",
        "Days", String(end))
    }
  }
}

extension LifecycleRule.NoncurrentTransition {
  /// Fails for a transition that S3 does not take.
  func check() throws(S3Failure) {
    guard let days, let target = storageClass?.known else { throw .malformedXML }
    try target.check(days, "NoncurrentDays", of: "NoncurrentVersionTransition")
    try LifecycleRule.check(newerVersions, of: "NoncurrentVersionTransition")
  }
}

extension LifecycleRule.TransitionClass {
  /// Fails for a number of days after which nothing may move here.
  fileprivate func check(
    _ days: Int, _ name: String, of action: String
  ) throws(S3Failure) {
    let least = [.standardInfrequentAccess, .oneZoneInfrequentAccess].contains(self) ? 30 : 0
    guard (least...Int(Int32.max)).contains(days) else {
      throw .invalidArgument(
        "'\(name)' in \(action) action must be greater than or equal to \(least) for storageClass"
          + " '\(rawValue)'", name, String(days))
    }
  }
}

extension Lifecycle {
  /// Bytes below which objects stay where they are, unless their rule speaks of sizes.
  private static let leastBytes = 128 << 10

  /// Whether a rule moves an object of this size into a class.
  private func moves(
    _ object: StoredObject, _ rule: LifecycleRule, to target: StorageClass
  ) -> Bool {
    guard object.storageClass.canMove(to: target) else { return false }
    let isForAll = minimumTransitionSize == Lifecycle.standardTransitionSize
    return rule.namesSizes || object.size >= Lifecycle.leastBytes
      || !isForAll && target.isArchive
  }

  /// When the current object of a key moves, and where to.
  func moves(of key: ObjectKey, _ object: StoredObject) -> [Bucket.DueStep] {
    moves(of: key, object) { rule in
      (rule.transitions ?? []).map { transition in
        (
          object.lastModified.due(after: transition.days, on: transition.date),
          transition.storageClass?.known
        )
      }
    }
  }

  /// When an old version of a key moves, and where to: since when it is old, and how many of the
  /// old ones are newer.
  func moves(
    of key: ObjectKey, _ object: StoredObject, since: Timestamp, newer: Int
  ) -> [Bucket.DueStep] {
    moves(of: key, object) { rule in
      (rule.noncurrentTransitions ?? []).filter { newer >= $0.newerVersions ?? 0 }.map {
        (since.due(after: $0.days, on: nil), $0.storageClass?.known)
      }
    }
  }

  private func moves(
    of key: ObjectKey, _ object: StoredObject,
    by transitions: (LifecycleRule) -> [(time: Timestamp?, target: LifecycleRule.TransitionClass?)]
  ) -> [Bucket.DueStep] {
    rules.filter { $0.isAbout(key, object) }.flatMap { rule in
      transitions(rule).compactMap { time, target in
        guard let time, let target = target?.storageClass, moves(object, rule, to: target) else {
          return nil
        }
        return (time, .move(object.version, to: target))
      }
    }
  }
}
