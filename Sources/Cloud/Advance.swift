import Access
import KMS
package import Kernel
import S3

/// What happened while the clock moved.
package struct Passage: Sendable {
  /// Where the clock stood, and where it stands.
  package let start, end: Timestamp
  /// The first events in order, at most `World.shownEvents`.
  package fileprivate(set) var events: [Happening] = []
  /// How many events of each kind there were, in the order in which the kinds came.
  package private(set) var counts: [(name: String, count: Int)] = []

  /// The number of events.
  package var count: Int { counts.reduce(0) { $0 + $1.count } }

  /// The number of rotations among them.
  package var rotationCount: Int {
    counts.first { $0.name == EventKind.rotateKey.name }?.count ?? 0
  }

  /// Counts an event.
  fileprivate mutating func note(_ kind: EventKind) {
    if let index = counts.firstIndex(where: { $0.name == kind.name }) {
      counts[index].count += 1
    } else {
      counts.append((kind.name, 1))
    }
  }

  /// One event that happened.
  package struct Happening: Sendable {
    /// When.
    package let time: Timestamp
    /// What, as in AWS's own record of it.
    package let name: String
    /// To which resource.
    package let subject: ARN
    /// What it means, for the learner.
    package let meaning: String
  }
}

/// Why the clock does not move.
package enum ClockRefusal: Error, Sendable, Equatable {
  /// It never goes back.
  case backwards(now: Timestamp)
  /// It moves 1,000 years at most at a time.
  case tooFar
  /// The calendar ends in 9999.
  case endOfCalendar
  /// Keys would rotate that many times, more than a world keeps; `furthest` is the last day that it
  /// can move to, nothing where that is today.
  case tooManyRotations(Int, furthest: Timestamp?)
  /// Nothing is scheduled that it could move to.
  case nothingScheduled
  /// Somebody asked it to stop; it stands where it stood, and nothing has happened.
  case stopped
}

extension World {
  /// Events that a passage tells one by one.
  package static let shownEvents = 50
  /// The longest way of the clock, in days: 1,000 years of the Gregorian calendar.
  package static let longestWayDays = 365_243

  /// Rotations that a world keeps: AWS has no limit, but each keeps its material for ever.
  package static let mostRotations = 20_000

  /// Rotations that may still happen.
  package var rotationsLeft: Int { World.mostRotations - storage.kms.rotationCount }

  /// Moves the clock, and lets everything happen that is due on the way, in order; or nothing,
  /// where it is asked to stop between two events, or more would rotate than is left.
  ///
  /// `progress` hears the moment of each event.
  package mutating func advance(
    to time: Timestamp, rotationsLeft: Int? = nil, isStopped: () -> Bool = { false },
    progress: (Timestamp) -> Void = { _ in }
  ) throws(ClockRefusal) -> Passage {
    guard time >= now else { throw .backwards(now: now) }
    guard time <= now.adding(days: World.longestWayDays) else { throw .tooFar }
    guard time <= .last else { throw .endOfCalendar }
    try checkRotations(until: time, left: rotationsLeft ?? self.rotationsLeft)
    let before = self
    var passage = Passage(start: now, end: time)
    while let (slot, event) = environment.queue.popFirst(dueBy: time) {
      guard !isStopped() else {
        self = before
        throw .stopped
      }
      progress(slot.time)
      environment.clock.advance(to: slot.time)
      let meaning = fire(event, in: slot)
      // Rules of S3 may find that calls have left them nothing to do.
      if meaning == nil, event.kind.service == .s3 { continue }
      passage.note(event.kind)
      if passage.events.count < World.shownEvents {
        passage.events.append(
          Passage.Happening(
            time: slot.time, name: event.kind.name, subject: event.subject,
            meaning: meaning ?? "nothing"))
      }
    }
    environment.clock.advance(to: time)
    storage.s3.releaseBucketKeys(at: time)
    return passage
  }

  /// Moves the clock to the next thing that is scheduled.
  package mutating func advanceToNextEvent(
    rotationsLeft: Int? = nil
  ) throws(ClockRefusal) -> Passage {
    guard let next = environment.queue.upcoming.first?.key.time else { throw .nothingScheduled }
    return try advance(to: next, rotationsLeft: rotationsLeft)
  }

  /// Refuses a way on which more would rotate than is left, before anything happens.
  private func checkRotations(until time: Timestamp, left: Int) throws(ClockRefusal) {
    let count = storage.kms.rotationCount(until: time, environment.queue)
    guard count > left else { return }
    var (low, high) = (now.secondsSinceEpoch, time.secondsSinceEpoch)
    while low < high {
      let middle = low + (high - low + 1) / 2
      let fits =
        storage.kms.rotationCount(
          until: Timestamp(secondsSinceEpoch: middle), environment.queue) <= left
      if fits { low = middle } else { high = middle - 1 }
    }
    let day = Timestamp(secondsSinceEpoch: low / 86_400 * 86_400)
    throw .tooManyRotations(count, furthest: day > now ? day : nil)
  }

  /// Hands an event to the service that scheduled it; what it came to, for the learner.
  private mutating func fire(_ event: ScheduledEvent, in slot: EventSlot) -> String? {
    switch event.kind.service {
    case .kms: storage.kms.fire(event, in: slot, &environment)?.meaning
    case .s3: storage.s3.fire(event, &environment)?.meaning
    case .s3control, .iam, .sts, .cloudtrail: nil
    }
  }
}
