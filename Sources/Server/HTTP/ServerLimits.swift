import Synchronization

/// How much the server takes, and how long it waits.
package struct ServerLimits: Sendable {
  /// Bytes of a request's target and headers.
  package var headBytes = 64 << 10
  /// Headers of a request.
  package var headFields = 2000
  /// Bytes of one request's content.
  package var bodyBytes = 1 << 30
  /// Bytes of content that are on their way over all connections, in and out.
  package var allBytes = 1 << 30
  /// Connections at a time.
  package var connections = 1000
  /// Milliseconds in which somebody must send or take something, who has begun.
  package var patience = 30_000
  /// Bytes that a sender must send in each second of that time.
  package var bytesPerSecond = 256
  /// Milliseconds that running calls have to end, once the server is told to.
  package var grace = 10_000

  /// Limits that fit a computer of today.
  package init() {}
}

/// What is on its way over all connections, and how much may be.
final class Budget: Sendable {
  private let taken = Atomic<Int>(0)
  private let most: Int

  /// Makes a budget.
  init(most: Int) { self.most = most }

  /// Takes bytes, if there are as many; one who finds nothing taken gets all.
  func take(_ count: Int) -> Bool {
    let before = taken.add(count, ordering: .relaxed).oldValue
    guard before > 0, before + count > most else { return true }
    give(count)
    return false
  }

  /// Gives bytes back.
  func give(_ count: Int) { taken.subtract(count, ordering: .relaxed) }
}
