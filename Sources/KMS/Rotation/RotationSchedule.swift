import Access
package import Kernel

/// The automatic rotation of a key.
package struct RotationSchedule: Sendable, Equatable {
  /// Days between rotations.
  package var periodDays: Int
  /// When the next rotation is due.
  package var next: Timestamp
  /// The event in the queue; `nil` while the key is not enabled, when nothing rotates.
  package var slot: EventSlot?

  /// The period where the caller names none.
  static let defaultPeriodDays = 365
  /// The periods that AWS takes.
  static let periods = 90...2560
}

extension EventKind {
  /// A key's automatic rotation is due.
  package static let rotateKey = EventKind(.kms, "RotateKey")
  /// The window of a key's deletion is over.
  package static let deleteKey = EventKind(.kms, "DeleteKey")
}

extension KMSState {
  /// The rotations that have happened, of the keys that are there.
  package var rotationCount: Int { keys.reduce(0) { $0 + max(0, $1.value.materials.count - 1) } }

  /// How often keys would rotate by their schedules until a moment, if nobody called.
  package func rotationCount(until time: Timestamp, _ queue: EventQueue) -> Int {
    queue.upcoming.reduce(0) { count, entry in
      guard entry.value.kind == .rotateKey, entry.key.time <= time,
        let address = KeyAddress(entry.value.subject), let key = keys[address],
        let days = key.rotation?.periodDays
      else { return count }
      let further = (time.secondsSinceEpoch - entry.key.time.secondsSinceEpoch) / (days * 86_400)
      // A replica gets each version too.
      return count + (1 + further) * (1 + replicas(of: key).count)
    }
  }
}

extension Key {
  /// On-demand rotations that a key can have in its life.
  static let onDemandRotationQuota = 25

  /// Switches automatic rotation on, or changes its period; the time counts from now.
  mutating func startRotation(periodDays: Int, _ environment: inout Environment) {
    guard rotation?.periodDays != periodDays else { return }
    stopRotation(&environment)
    rotation = RotationSchedule(
      periodDays: periodDays, next: environment.now.adding(days: periodDays), slot: nil)
    resumeRotation(&environment)
  }

  /// Switches automatic rotation off.
  mutating func stopRotation(_ environment: inout Environment) {
    suspendRotation(&environment)
    rotation = nil
  }

  /// Takes the next rotation out of the queue; the schedule is kept.
  mutating func suspendRotation(_ environment: inout Environment) {
    if let slot = rotation?.slot { environment.queue.cancel(slot) }
    rotation?.slot = nil
  }

  /// Puts the next rotation into the queue.
  mutating func resumeRotation(_ environment: inout Environment) {
    guard let next = rotation?.next else { return }
    let slot = environment.queue.schedule(ScheduledEvent(.rotateKey, subject: arn), at: next)
    rotation?.slot = slot
  }

  /// Catches up after a time in which nothing rotated.
  ///
  /// A key whose material is older than the period rotates at once; others keep the old schedule.
  mutating func catchUpRotation(_ environment: inout Environment) {
    guard let schedule = rotation, let current = materials.current else { return }
    let dueByAge = current.createdAt.adding(days: schedule.periodDays)
    if schedule.next <= environment.now, dueByAge <= environment.now {
      addMaterial(.automatic, &environment)
      rotation?.next = environment.now.adding(days: schedule.periodDays)
    } else if schedule.next <= environment.now {
      let period = schedule.periodDays * 86_400
      let late = environment.now.secondsSinceEpoch - schedule.next.secondsSinceEpoch
      rotation?.next = schedule.next.adding(seconds: (late / period + 1) * period)
    }
    resumeRotation(&environment)
  }

  /// Rotates by the schedule and puts the next rotation into the queue.
  mutating func rotate(_ environment: inout Environment) -> KeyEvent {
    addMaterial(.automatic, &environment)
    if let period = rotation?.periodDays {
      rotation?.next = environment.now.adding(days: period)
      resumeRotation(&environment)
    }
    return .rotated(version: materials.count)
  }

  /// Makes new material, or takes what was imported for it, and notes it as AWS's own event.
  mutating func addMaterial(_ cause: KeyMaterial.Cause, _ environment: inout Environment) {
    let (id, origin) = (address.id, type.origin)
    let previous = materials.current?.id
    if var waiting = materials.waiting {
      waiting.createdAt = environment.now
      waiting.cause = cause
      materials.append(waiting)
      materials.waiting = nil
    } else {
      materials.append(.generated(cause, for: type.spec, &environment))
    }
    let current = materials.current?.id
    environment.recordServiceEvent(
      EventKind.rotateKey.name, of: .kms, on: arn, account: address.account,
      region: address.region
    ) {
      [
        "keyId": .string(id.description),
        "rotationType": .string(cause.rawValue),
        "keyOrigin": .string(origin.rawValue),
        "previousKeyMaterialId": .string(previous?.description ?? ""),
        "currentKeyMaterialId": .string(current?.description ?? ""),
      ]
    }
  }
}
