import Kernel
import Synchronization

/// Whoever hears what happens in the world as it happens.
final class Journal: Sendable {
  private let subscriptions = Mutex<[Subscription]>([])

  /// Most who may listen at once.
  static let listenerLimit = 100

  /// Begins to listen; `nil` where too many do already.
  func subscribe() -> Subscription? {
    subscriptions.withLock { subscriptions in
      guard subscriptions.count < Journal.listenerLimit else { return nil }
      let subscription = Subscription()
      subscriptions.append(subscription)
      return subscription
    }
  }

  /// Stops to listen.
  func end(_ subscription: Subscription) {
    subscriptions.withLock { $0.removeAll { $0 === subscription } }
  }

  /// Tells everybody.
  func tell(_ happenings: [Happening]) {
    guard !happenings.isEmpty else { return }
    let listeners = subscriptions.withLock { $0 }
    guard !listeners.isEmpty else { return }
    let events = happenings.map(\.event)
    for listener in listeners { listener.add(events) }
  }
}

/// What one listener has not read yet; of one that is slow the oldest is lost, and counted.
package final class Subscription: Sendable {
  private struct State {
    var events: [String] = []
    var lostCount = 0
    var wake: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Events that wait for a slow reader.
  static let mostWaiting = 1000

  /// Has something done whenever there is something to read.
  package func whenReady(_ wake: @escaping @Sendable () -> Void) {
    let isReady = state.withLock { state in
      state.wake = wake
      return !state.events.isEmpty
    }
    if isReady { wake() }
  }

  /// Takes what there is to read; empty where there is nothing.
  package func take() -> String {
    state.withLock { state in
      let lost =
        state.lostCount == 0 ? "" : "event: lost\ndata: {\"count\":\(state.lostCount)}\n\n"
      defer { (state.events, state.lostCount) = ([], 0) }
      return lost + state.events.joined()
    }
  }

  fileprivate func add(_ events: [String]) {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      let wasEmpty = state.events.isEmpty
      state.events += events
      let surplus = state.events.count - Subscription.mostWaiting
      if surplus > 0 {
        state.events.removeFirst(surplus)
        state.lostCount += surplus
      }
      return wasEmpty ? state.wake : nil
    }
    wake?()
  }
}

extension Happening {
  /// As server-sent events have it.
  fileprivate var event: String {
    "event: \(caller == nil ? "clock" : "call")\ndata: \(JSONWriter.text(document))\n\n"
  }

  /// As JSON.
  var document: Document {
    var members: DocumentObject = ["time": .string(time.description)]
    if let caller { members["caller"] = .string(caller) }
    if let via { members["via"] = .string(via.rawValue) }
    if let service { members["service"] = .string(service.rawValue) }
    members[caller == nil ? "event" : "operation"] = .string(name)
    if let code { members["error"] = .string(code) }
    members["resources"] = .list(resources.map { .string($0.description) })
    if let meaning { members["meaning"] = .string(meaning) }
    return .object(members)
  }
}
