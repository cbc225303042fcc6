import Kernel

extension ObjectLock {
  /// Feeds what a bucket does to its new versions.
  func feed(_ digest: inout WorldDigest) {
    digest.feed("object lock")
    digest.feed(ObjectLockConfiguration.shape.document(ObjectLockConfiguration(self)))
  }
}

extension VersionLock {
  /// Feeds a lock; a version without one is digested as it was before there were any.
  func feed(_ digest: inout WorldDigest) {
    guard self != .none else { return }
    digest.feed("lock \(retention?.mode.rawValue ?? "-") \(legalHold?.rawValue ?? "-")")
    digest.feed(retention?.until.secondsSinceEpoch ?? 0)
  }
}
