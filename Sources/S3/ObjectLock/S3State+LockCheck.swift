import Kernel

extension S3State {
  /// What is wrong with the locks of a bucket: there are none without Object Lock, which keeps
  /// versions, and no rule of a lifecycle ends what is locked.
  func lockProblems(of bucket: Bucket) -> [String] {
    guard bucket.objectLock != nil else {
      var problems: [String] = []
      bucket.walkObjects { key, object, _ in
        guard object.lock != .none else { return }
        problems.append("\(bucket.name.arn)/\(key): a lock in a bucket without Object Lock")
      }
      return problems
    }
    var problems =
      bucket.versioning == .enabled ? [] : ["\(bucket.name.arn): Object Lock without versions"]
    bucket.walkLifecycleSteps { key, step in
      guard case .remove(let number) = step.step,
        let object = bucket.version(number.ordinal, of: key)?.object,
        !object.lock.permitsDeletion(at: step.time, bypassing: false)
      else { return }
      problems.append("\(bucket.name.arn)/\(key): a rule would end a version that is locked")
    }
    return problems
  }
}
