#if Server
  import NIOCore
  import Synchronization

  /// All connections that are open.
  final class Connections: Sendable {
    private struct State {
      var channels: [ObjectIdentifier: any Channel] = [:]
      var isStopping = false
    }

    private let state = Mutex(State())
    private let most: Int

    /// Makes room for so many.
    init(most: Int) { self.most = most }

    /// Takes a connection in; false where there is no room for it.
    func add(_ channel: any Channel) -> Bool {
      let isTaken = state.withLock { state in
        guard !state.isStopping, state.channels.count < most else { return false }
        state.channels[ObjectIdentifier(channel)] = channel
        return true
      }
      guard isTaken else { return false }
      channel.closeFuture.whenComplete { _ in
        self.state.withLock { $0.channels[ObjectIdentifier(channel)] = nil }
      }
      return true
    }

    /// Takes no more; those that are open.
    func stop() -> [any Channel] {
      state.withLock { state in
        state.isStopping = true
        return Array(state.channels.values)
      }
    }
  }
#endif
