import Console
import Sessions
import Synchronization
import Terminal

#if Server
  import Kernel
  import Server

  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// Clients of this computer who call the world of a prompt between its lines.
  ///
  /// While they may, the session is the endpoint's, behind its lock; the prompt's own is a copy.
  final class PromptServing: Sendable {
    /// What clients do, for the prompt to show.
    let notes = Notes()

    /// An endpoint on its port.
    private struct Service {
      let endpoint: Endpoint
      let listener: Listener
      let isQuiet: Bool
      /// Who keeps what clients do, and where; `nil` where the session is not kept.
      let keeper: (Keeper, WriterThread)?
    }

    /// Where the session is kept, if it is.
    private let shelf = Mutex<(any SessionShelf)?>(nil)

    /// How far it is.
    private enum State {
      case closed
      /// A line asked for it; it begins when that is done.
      case coming(Service)
      case open(Service)
      /// A line asked for its end, which comes when that is done.
      case leaving(Service)
    }

    private let state = Mutex(State.closed)

    /// The endpoint that has the session.
    private var service: Service? {
      state.withLock {
        switch $0 {
        case .closed, .coming: nil
        case .open(let service), .leaving(let service): service
        }
      }
    }

    /// Learns where the session is kept, if it is.
    func keep(on shelf: Result<any SessionShelf, HostFailure>) {
      self.shelf.withLock { $0 = try? shelf.get() }
    }

    /// Takes an order of the line that runs; `follow` carries it out.
    func order(_ order: ServeOrder) throws(HostFailure) -> ServedPlace? {
      switch order {
      case .begin(let port, let isQuiet): try begin(port, isQuiet: isQuiet)
      case .end:
        state.withLock { state -> ServedPlace? in
          guard case .open(let service) = state else { return nil }
          state = .leaving(service)
          return ServedPlace(port: service.listener.port)
        }
      }
    }

    /// Opens or closes the endpoint, as the line before has asked for.
    ///
    /// - Throws: why what was done last cannot be kept.
    func follow(_ session: inout Session) throws(HostFailure) {
      switch state.withLock({ $0 }) {
      case .coming(let service):
        if let shelf = shelf.withLock({ $0 }) {
          session.host.shelf = .success(
            ServedShelf(shelf: shelf, refusal: PromptServing.refusalOfOthers))
        }
        service.endpoint.begin(session, at: Machine.now)
        state.withLock { $0 = .open(service) }
        service.listener.open()
      case .leaving: try end(&session)
      case .closed, .open: return
      }
    }

    private static let refusalOfOthers = HostFailure(
      reason: "clients call this session: serve off, then go to another")

    /// Closes the endpoint, when running calls have ended, and brings the session back.
    ///
    /// - Throws: why what was done last cannot be kept.
    func end(_ session: inout Session) throws(HostFailure) {
      guard let service else { return }
      service.endpoint.stopLines()
      service.listener.stop()
      session = service.endpoint.alone(at: Machine.now) { $0 }
      state.withLock { $0 = .closed }
      session.keepsCalls = false
      guard let (keeper, writer) = service.keeper, let shelf = shelf.withLock({ $0 }) else {
        return
      }
      session.host.shelf = .success(shelf)
      writer.stop()
      try keeper.finish()
    }

    /// Keeps what has run; while clients call too, that is done already, or comes at once.
    func keep(_ session: Session, on shelf: any SessionShelf) throws(HostFailure) {
      guard let service else { return try shelf.keep(session) }
      try service.keeper?.0.finish()
    }

    /// The session as it is now, or as it was known while somebody works in it.
    func present(_ known: Session) -> Session {
      service.map { $0.endpoint.presentSession ?? known } ?? known
    }

    /// Does something with the session while no client does; the session as it is after that.
    func alone<Result: Sendable>(
      _ session: inout Session, _ body: (inout Session) -> Result
    ) -> Result {
      guard let service else { return body(&session) }
      let (result, present) = service.endpoint.alone(at: Machine.now) { (body(&$0), $0) }
      session = present
      return result
    }
  }

  extension PromptServing {
    private func begin(_ port: Int, isQuiet: Bool) throws(HostFailure) -> ServedPlace {
      if let service {
        guard [0, service.listener.port].contains(port) || port == PromptServing.standardPort,
          service.isQuiet == isQuiet
        else {
          throw HostFailure(
            reason: "this world is served on port \(service.listener.port) already; serve off"
              + " ends that")
        }
        return ServedPlace(port: service.listener.port, isKnown: true)
      }
      let service = try service(port, isQuiet: isQuiet)
      state.withLock { $0 = .coming(service) }
      return ServedPlace(port: service.listener.port)
    }

    private static let standardPort = 4566

    private func service(_ port: Int, isQuiet: Bool) throws(HostFailure) -> Service {
      var rules = EndpointRules()
      rules.version = KMSLab.version
      rules.keepsPast = true
      rules.isAtPrompt = true
      rules.lineHost = .served(.failure(PromptServing.refusalToClients))
      do throws(ListenFailure) {
        return try PromptServing.withoutSignals { () throws(ListenFailure) in
          let keeper = keeper()
          let endpoint = Endpoint(
            Session(), rules: rules, at: Machine.now, keeper: keeper?.0
          ) { [notes] note in
            if !isQuiet { notes.add(note.description) }
          }
          return Service(
            endpoint: endpoint, listener: try Listener(endpoint, port: port, isOpen: false),
            isQuiet: isQuiet, keeper: keeper)
        }
      } catch {
        throw HostFailure(reason: error.words(address: "127.0.0.1", port: port, command: "serve"))
      }
    }

    private static let refusalToClients = HostFailure(
      reason: "sessions are a matter of the prompt that serves this one")

    /// Who keeps what clients do; `nil` where the session is not kept.
    private func keeper() -> (Keeper, WriterThread)? {
      guard let shelf = shelf.withLock({ $0 }) else { return nil }
      let name = (try? shelf.sessions())?.first { $0.isPresent }?.name
      let writer = WriterThread()
      let keeper = Keeper(
        name ?? "of this prompt", on: shelf, tell: { [notes] in notes.add("kmslab: \($0)") },
        start: { writer.start($0) })
      return (keeper, writer)
    }

    /// Does something whose threads get no signals: ^C is a matter of the thread that waits for it.
    private static func withoutSignals<Result>(
      _ body: () throws(ListenFailure) -> Result
    ) throws(ListenFailure) -> Result {
      var (all, before) = (sigset_t(), sigset_t())
      unsafe sigfillset(&all)
      unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
      defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
      return try body()
    }
  }
#else
  /// Without the server nobody is let in.
  struct PromptServing {
    /// Nothing.
    let notes: Notes? = nil

    /// Says what is missing.
    let order: @Sendable (ServeOrder) throws(HostFailure) -> ServedPlace? = {
      (_) throws(HostFailure) in
      throw HostFailure(
        reason: "this kmslab was built without the server; with it: swift run -c release"
          + " --traits Server kmslab")
    }

    /// Has nothing to do.
    func keep(on shelf: Result<any SessionShelf, HostFailure>) {}

    /// Has nothing to do.
    func follow(_ session: inout Session) throws(HostFailure) {}

    /// Has nothing to do.
    func end(_ session: inout Session) throws(HostFailure) {}

    /// Keeps what has run.
    func keep(_ session: Session, on shelf: any SessionShelf) throws(HostFailure) {
      try shelf.keep(session)
    }

    /// The session.
    func present(_ known: Session) -> Session { known }

    /// Does something with the session.
    func alone<Result>(_ session: inout Session, _ body: (inout Session) -> Result) -> Result {
      body(&session)
    }
  }
#endif
