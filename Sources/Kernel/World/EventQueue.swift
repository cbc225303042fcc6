/// What a delayed event does; each service declares its own kinds.
package struct EventKind: Sendable, Hashable {
  /// The service that handles the event.
  package let service: Service
  /// The event's name, as in AWS's own record of it.
  package let name: String

  /// Declares a kind.
  package init(_ service: Service, _ name: String) {
    self.service = service
    self.name = name
  }
}

/// Something that will happen to a resource at a moment.
package struct ScheduledEvent: Sendable, Equatable {
  /// What happens.
  package let kind: EventKind
  /// To which resource.
  package let subject: ARN

  /// Makes an event.
  package init(_ kind: EventKind, subject: ARN) {
    self.kind = kind
    self.subject = subject
  }
}

/// The place of an event in the queue: by time, then in the order of scheduling.
package struct EventSlot: Sendable, Hashable, MapKey {
  /// When the event happens.
  package let time: Timestamp
  /// The number of events scheduled before it.
  package let sequence: Int

  /// Orders by time, then by sequence.
  package static func < (left: EventSlot, right: EventSlot) -> Bool {
    (left.time, left.sequence) < (right.time, right.sequence)
  }
}

/// All delayed things of the world, in one order.
package struct EventQueue: Sendable {
  private var entries: OrderedMap<EventSlot, ScheduledEvent> = [:]
  private var scheduledCount = 0

  /// Makes an empty queue.
  package init() {}

  /// The events still to come, in order.
  package var upcoming: OrderedMap<EventSlot, ScheduledEvent> { entries }

  /// Puts an event in; the slot cancels it.
  package mutating func schedule(_ event: ScheduledEvent, at time: Timestamp) -> EventSlot {
    let slot = EventSlot(time: time, sequence: scheduledCount)
    scheduledCount += 1
    entries[slot] = event
    return slot
  }

  /// Takes an event out that has not happened yet.
  package mutating func cancel(_ slot: EventSlot) { entries[slot] = nil }

  /// Takes out the next event that is due by `time`.
  package mutating func popFirst(dueBy time: Timestamp) -> (slot: EventSlot, event: ScheduledEvent)?
  {
    guard let first = entries.first, first.key.time <= time else { return nil }
    entries[first.key] = nil
    return (first.key, first.value)
  }
}
