package import Sessions
import Synchronization

/// Keeps the lines of a served session: many in one transaction, and away from who makes them.
///
/// An answer leaves when all that happened before it is kept. Where keeping fails nothing is
/// answered, until it works again: what has happened waits, and is not lost as long as the server
/// runs.
package final class Keeper: Sendable {
  /// The session's name.
  package let name: String
  private let shelf: any SessionShelf
  private let start: @Sendable (@escaping @Sendable () -> Void) -> Void
  private let tell: @Sendable (String) -> Void
  private let state = Mutex(State())
  /// Held by whoever writes.
  private let writing = Mutex(())

  private struct State {
    /// What is not kept yet.
    var waiting: NewLines?
    /// Lines that came, and those of them that are kept.
    var (count, keptCount) = (0, 0)
    /// Who is told when so many lines are kept, or cannot be.
    var waiters: [(count: Int, tell: @Sendable (Bool) -> Void)] = []
    /// Whether somebody writes, or will at once.
    var isWriting = false
    /// Why the last writing failed.
    var failure: String?
  }

  /// Keeps the session that a shelf has taken; `start` lets work be done elsewhere, and `tell` is
  /// told when keeping fails, and when it works again.
  package init(
    _ name: String, on shelf: any SessionShelf,
    tell: @escaping @Sendable (String) -> Void = { _ in },
    start: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
  ) {
    self.name = name
    self.shelf = shelf
    self.start = start
    self.tell = tell
  }

  /// Why nothing can be kept now; `nil` where all is well.
  ///
  /// To ask lets it be tried again.
  var failure: String? {
    let failure = state.withLock { $0.failure }
    if failure != nil { begin() }
    return failure
  }

  /// How many lines must be kept before an answer leaves; `nil` where all are.
  var unkept: Int? { state.withLock { $0.keptCount < $0.count ? $0.count : nil } }

  /// Takes lines; those of one caller after the other.
  func add(_ lines: NewLines) {
    state.withLock { state in
      state.count += lines.entries.count
      if state.waiting == nil { state.waiting = lines } else { state.waiting?.append(lines) }
    }
    begin()
  }

  /// Has somebody told when so many lines are kept, or that they cannot be.
  func whenKept(_ count: Int, _ tell: @escaping @Sendable (Bool) -> Void) {
    let isKept = state.withLock { state -> Bool? in
      if state.keptCount >= count { return true }
      if state.failure != nil, !state.isWriting { return false }
      state.waiters.append((count, tell))
      return nil
    }
    if let isKept { tell(isKept) }
  }

  /// Keeps all that has come so far, and waits for whoever writes.
  ///
  /// - Throws: why that is not possible.
  package func finish() throws(HostFailure) {
    let count = state.withLock { $0.count }
    write()
    let failure = state.withLock { $0.keptCount < count ? $0.failure ?? "" : nil }
    if let failure { throw HostFailure(reason: failure) }
  }

  private func begin() {
    let begins = state.withLock { state in
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if begins { start { self.write() } }
  }

  /// Writes until nothing waits, or it fails.
  private func write() {
    writing.withLock { _ in
      while let lines = next() {
        do throws(HostFailure) {
          try shelf.keep(lines)
          kept(lines.entries.count)
        } catch {
          return failed(lines, error)
        }
      }
    }
  }

  private func next() -> NewLines? {
    state.withLock { state in
      defer { state.waiting = nil }
      state.isWriting = state.waiting != nil
      return state.waiting
    }
  }

  private func kept(_ count: Int) {
    let (ready, wasFailing) = state.withLock { state in
      state.keptCount += count
      let ready = state.waiters.filter { $0.count <= state.keptCount }
      state.waiters.removeAll { $0.count <= state.keptCount }
      defer { state.failure = nil }
      return (ready, state.failure != nil)
    }
    if wasFailing { tell("the session \(name) is kept again") }
    for waiter in ready { waiter.tell(true) }
  }

  private func failed(_ lines: NewLines, _ failure: HostFailure) {
    let (waiters, isNew) = state.withLock { state in
      var lines = lines
      if let later = state.waiting { lines.append(later) }
      state.waiting = lines
      let isNew = state.failure == nil
      state.failure = failure.reason
      state.isWriting = false
      defer { state.waiters = [] }
      return (state.waiters, isNew)
    }
    if isNew {
      tell(
        "the session \(name) cannot be kept: \(failure.reason); nothing is answered until it can")
    }
    for waiter in waiters { waiter.tell(false) }
  }
}
