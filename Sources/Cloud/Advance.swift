import IAM
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

  /// Moves the clock, and lets everything happen that is due on the way, in order; or nothing,
  /// where it is asked to stop between two events.
  package mutating func advance(
    to time: Timestamp, isStopped: () -> Bool = { false }
  ) throws(ClockRefusal) -> Passage {
    guard time >= now else { throw .backwards(now: now) }
    guard time <= now.adding(days: World.longestWayDays) else { throw .tooFar }
    guard time <= .last else { throw .endOfCalendar }
    let before = self
    var passage = Passage(start: now, end: time)
    while let (slot, event) = environment.queue.popFirst(dueBy: time) {
      guard !isStopped() else {
        self = before
        throw .stopped
      }
      environment.clock.advance(to: slot.time)
      let happened = fire(event, in: slot)
      passage.note(event.kind)
      if passage.events.count < World.shownEvents {
        passage.events.append(
          Passage.Happening(
            time: slot.time, name: event.kind.name, subject: event.subject,
            meaning: happened?.meaning ?? "nothing"))
      }
    }
    environment.clock.advance(to: time)
    storage.s3.releaseBucketKeys(at: time)
    return passage
  }

  /// Moves the clock to the next thing that is scheduled.
  package mutating func advanceToNextEvent() throws(ClockRefusal) -> Passage {
    guard let next = environment.queue.upcoming.first?.key.time else { throw .nothingScheduled }
    return try advance(to: next)
  }

  /// Hands an event to the service that scheduled it.
  private mutating func fire(_ event: ScheduledEvent, in slot: EventSlot) -> KeyEvent? {
    switch event.kind.service {
    case .kms: storage.kms.fire(event, in: slot, &environment)
    case .s3, .iam, .sts, .cloudtrail: nil
    }
  }
}
