/// The simulated clock: it stands still until it is moved, and never goes back.
package struct Clock: Sendable, Equatable {
  /// The present moment.
  package private(set) var now: Timestamp

  /// Makes a clock that shows `start`.
  package init(start: Timestamp) { now = start }

  /// Moves the clock to a moment that is not before the present one.
  package mutating func advance(to time: Timestamp) {
    precondition(time >= now, "the clock never goes back")
    now = time
  }
}
