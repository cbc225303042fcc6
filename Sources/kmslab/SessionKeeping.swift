import Console
import Lab
import Store
import Terminal

/// Where the session of a start comes from, and how it is kept.
struct SessionKeeping {
  /// `--session`.
  let name: String?
  /// `--ephemeral`.
  let isEphemeral: Bool
  /// What a new session starts from.
  let configuration: SessionConfiguration
  /// Whether options asked for a world of their own.
  let isNewWorld: Bool
  /// Whether somebody sits at a terminal.
  let isPrompt: Bool
  /// Whether the program explains.
  let isCoached: Bool

  /// A session to begin with, and what to say about it.
  struct Beginning {
    var session: Session
    var notices: [String] = []
  }

  /// The sessions that are kept, by name.
  static var names: [String] {
    guard let folder = StateFolder.path,
      case .success(let store) = SessionStore.open(folder: folder).store
    else { return [] }
    return ((try? store.sessions()) ?? []).map(\.name)
  }

  /// Takes the named session, the last one, or a new one.
  func begin() throws(HostFailure) -> Beginning {
    guard !isEphemeral, isPrompt || name != nil else {
      let reason =
        isEphemeral
        ? "this session is not kept: kmslab was started with --ephemeral"
        : "this session is not kept: scripts and pipes are with kmslab --session NAME"
      return fresh(.failure(HostFailure(reason: reason)))
    }
    guard let folder = StateFolder.path else {
      let reason = "this session is not kept: there is no home folder, and no XDG_STATE_HOME"
      guard name == nil else { throw HostFailure(reason: reason) }
      return fresh(.failure(HostFailure(reason: reason)))
    }
    let opened = SessionStore.open(folder: folder)
    var notices = opened.notice.map { [$0] } ?? []
    let store: SessionStore
    do {
      store = try opened.store.get()
    } catch {
      guard name == nil else { throw error }
      var beginning = fresh(.failure(error))
      beginning.notices = notices
      return beginning
    }
    do throws(HostFailure) {
      var beginning = try take(from: store)
      beginning.notices = notices + beginning.notices
      return beginning
    } catch {
      guard name == nil else { throw error }
      notices.append("sessions are not kept: \(error.reason)")
      var beginning = fresh(.failure(error))
      beginning.notices = notices
      return beginning
    }
  }

  private func take(from store: SessionStore) throws(HostFailure) -> Beginning {
    if let name {
      let isKnown = try store.sessions().contains { $0.name == name }
      return isKnown ? try resume(name, in: store) : try create(in: store)
    }
    let (last, isLastElsewhere) = try store.lastFree()
    guard let last, !isNewWorld, !isLastElsewhere else {
      var beginning = try create(in: store)
      if isLastElsewhere {
        beginning.notices.insert("your last session is open in another terminal", at: 0)
      }
      return beginning
    }
    return try resume(last.name, in: store)
  }

  private func resume(
    _ name: String, in store: SessionStore
  ) throws(HostFailure) -> Beginning {
    let kept = try store.open(name)
    if isNewWorld, kept.configuration != configuration {
      throw HostFailure(
        reason: "\(name) began with seed \(kept.configuration.seed) on"
          + " \(kept.configuration.start); leave --seed, --start, --region and --account out, or"
          + " take another name")
    }
    let resumed = Session.resumed(
      kept, host: host(.success(store)), companion: Tutor(LocalLabs.all.lessons))
    // A session without lines is new to whoever sits there.
    return Beginning(session: resumed.session, notices: kept.lines.isEmpty ? [] : resumed.lines)
  }

  private func create(in store: SessionStore) throws(HostFailure) -> Beginning {
    let name = try store.create(name, configuration, isCoached: isCoached)
    var beginning = fresh(.success(store))
    beginning.notices = ["\(name) is a new session; sessions lists what is kept"]
    return beginning
  }

  /// A session without lines.
  private func fresh(_ shelf: Result<any SessionShelf, HostFailure>) -> Beginning {
    var session = Session(configuration, isCoached: isCoached, host: host(shelf))
    session.companion = Tutor(LocalLabs.all.lessons)
    return Beginning(session: session)
  }

  private func host(_ shelf: Result<any SessionShelf, HostFailure>) -> Host {
    var host = Host.computer
    host.shelf = shelf
    return host
  }
}
