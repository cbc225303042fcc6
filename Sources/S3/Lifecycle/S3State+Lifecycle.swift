package import Access
package import Kernel

extension S3State {
  /// Sets the rules of a bucket, `nil` for none, and schedules what they will do.
  mutating func setLifecycle(
    _ lifecycle: Lifecycle?, of bucket: BucketName, _ environment: inout Environment
  ) {
    if let slot = self[found: bucket].lifecycle?.slot { environment.queue.cancel(slot) }
    self[found: bucket].lifecycle = lifecycle
    scheduleLifecycle(of: bucket, &environment)
  }

  /// Notes that something of a key has changed on which rules depend.
  mutating func touch(_ key: ObjectKey, in bucket: BucketName) {
    if self[found: bucket].lifecycle != nil { touched.append((bucket, key)) }
  }

  /// Brings the schedule of rules up to what calls have changed.
  mutating func scheduleTouched(_ environment: inout Environment) {
    for (name, key) in touched {
      let times = self[found: name].lifecycleSteps(of: key).map(\.time)
      if let time = times.min() { schedule(name, at: time, &environment) }
    }
    touched = []
  }

  /// Lets rules of a bucket act that are due; `nil` where they find nothing to do any more.
  package mutating func fire(
    _ event: ScheduledEvent, _ environment: inout Environment
  ) -> LifecycleEvent? {
    let name = BucketName(event.subject.resource)
    self[found: name].lifecycle?.slot = nil
    var done = LifecycleEvent()
    var next: Timestamp?
    while let bucket = buckets[name] {
      var due: [(key: ObjectKey, step: LifecycleStep)] = []
      next = nil
      bucket.walkLifecycleSteps { key, step in
        if step.time <= environment.now {
          due.append((key, step.step))
        } else {
          next = min(next ?? step.time, step.time)
        }
      }
      guard !due.isEmpty else { break }
      let before = done
      for (key, step) in due { perform(step, on: key, in: bucket, environment, &done) }
      // Steps that come to nothing are not tried again and again.
      guard done != before else { break }
    }
    touched = []
    if let next { schedule(name, at: next, &environment) }
    return done.isEmpty ? nil : done
  }

  private mutating func perform(
    _ step: LifecycleStep, on key: ObjectKey, in bucket: Bucket, _ environment: Environment,
    _ done: inout LifecycleEvent
  ) {
    switch step {
    case .expire:
      // A marker without an id of its own takes the place of an object without one.
      let current = bucket.versioning == .enabled ? nil : bucket.current(key)
      let isLost = current?.version.isNull == true
      if bucket.versioning == nil, let current {
        remove(current.version, of: key, from: bucket.name)
      } else {
        deleteCurrent(key, from: bucket, environment)
      }
      if isLost { done.deleted += 1 } else { done.hidden += 1 }
    case .remove(let number):
      let isObject = bucket.version(number.ordinal, of: key)?.object != nil
      remove(number, of: key, from: bucket.name)
      if isObject { done.removed += 1 } else { done.markers += 1 }
    case .move(let number, let storageClass):
      // As it is by now: what a step before has deleted does not come back.
      guard
        let object = self[found: bucket.name].version(number.ordinal, of: key)?.object,
        object.storageClass.canMove(to: storageClass)
      else { return }
      replace(object.moved(to: storageClass), of: key, in: bucket.name)
      done.move(to: storageClass)
    case .abort(let place):
      guard let upload = bucket.uploads[place] else { return }
      abort(upload, in: bucket.name)
      done.aborted += 1
    }
  }

  /// Schedules the next day on which rules of a bucket have something to do.
  private mutating func scheduleLifecycle(
    of name: BucketName, _ environment: inout Environment
  ) {
    var next: Timestamp?
    self[found: name].walkLifecycleSteps { _, step in
      next = min(next ?? step.time, step.time)
    }
    if let next { schedule(name, at: next, &environment) }
  }

  /// Schedules the rules of a bucket for a day, unless they act earlier; what is overdue is done on
  /// the day that comes.
  private mutating func schedule(
    _ name: BucketName, at time: Timestamp, _ environment: inout Environment
  ) {
    guard let lifecycle = self[found: name].lifecycle else { return }
    let now = environment.now
    let time = time > now ? time : now.adding(seconds: 1).nextMidnight
    if let slot = lifecycle.slot {
      guard time < slot.time else { return }
      environment.queue.cancel(slot)
    }
    self[found: name].lifecycle?.slot = environment.queue.schedule(
      ScheduledEvent(.lifecycle, subject: name.arn), at: time)
  }
}
