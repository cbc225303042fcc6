import Console
import Lab
import Sessions
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
  /// Whether the program explains, in a session that goes on too.
  let isCoached: Bool
  /// `--new-if-damaged`; at a prompt always, where somebody reads that it happened.
  let beginsAnew: Bool

  /// A session to begin with, and what to say about it.
  struct Beginning {
    var session: Session
    /// For who is explained to.
    var notices: [String] = []
    /// What was lost, or will be: for everybody, on standard error.
    var warnings: [String] = []
  }

  /// What was kept cannot be gone on with, and nobody asked for a new beginning.
  struct Damage: Error {
    /// What is damaged, and what to do.
    let reason: String

    /// Says what `--new-if-damaged` would do.
    init(_ reason: String, then: String) {
      self.reason =
        "\(reason); nothing was run. next: with --new-if-damaged \(then), and a new one begun"
    }
  }

  /// The sessions that are kept, by name.
  static var names: [String] {
    guard let folder = StateFolder.path,
      case .success(let store) = SessionStore.open(folder: folder, beginsAnew: false).store
    else { return [] }
    return ((try? store.sessions()) ?? []).map(\.name)
  }

  /// What a session that is kept starts from; `nil` where there is none of that name.
  static func configuration(of name: String) -> SessionConfiguration? {
    guard let folder = StateFolder.path,
      case .success(let store) = SessionStore.open(folder: folder, beginsAnew: false).store
    else { return nil }
    return (try? store.read(name))?.configuration
  }

  /// Takes the named session, the last one, or a new one; throws `HostFailure` or `Damage`.
  func begin() throws -> Beginning {
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
    let opened = SessionStore.open(folder: folder, beginsAnew: beginsAnew, today: { RealClock.day })
    if opened.isDamaged, !beginsAnew {
      throw Damage(opened.notice ?? folder, then: "it is kept under another name")
    }
    var beginning: Beginning
    do {
      beginning = try take(from: opened.store.get())
    } catch let failure as HostFailure where name == nil {
      beginning = fresh(.failure(failure))
      // The store has said so itself.
      if opened.notice == nil {
        beginning.warnings.append("sessions are not kept: \(failure.reason)")
      }
    }
    beginning.warnings = (opened.notice.map { [$0] } ?? []) + beginning.warnings
    return beginning
  }

  private func take(from store: SessionStore) throws -> Beginning {
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

  private func resume(_ name: String, in store: SessionStore) throws -> Beginning {
    let kept = try store.open(name)
    if isNewWorld, kept.configuration != configuration {
      throw HostFailure(
        reason: "\(name) began with seed \(kept.configuration.seed) on"
          + " \(kept.configuration.start); leave --seed, --start, --region and --account out, or"
          + " take another name")
    }
    let resumed = Session.resumed(
      kept, isCoached: isCoached, host: host(.success(store)), table: .console,
      companion: Tutor(LocalLabs.all))
    Waiting.line.end()
    if resumed.isRetold { try store.retell(resumed.session) }
    // A session without lines is new to whoever sits there.
    let notices = kept.lines.isEmpty ? [] : [resumed.greeting]
    guard let warning = resumed.warning else {
      return Beginning(session: resumed.session, notices: notices)
    }
    let reason = "the session \(name) does not come back: \(warning)"
    if isPrompt {
      return Beginning(session: resumed.session, notices: notices, warnings: [reason])
    }
    guard beginsAnew else { throw Damage(reason, then: "it is kept under another name") }
    let place = try store.setAside(name)
    var beginning = try create(in: store)
    beginning.warnings.append("\(reason); it is kept as \(place), and a new one was begun")
    return beginning
  }

  private func create(in store: SessionStore) throws -> Beginning {
    let name = try store.create(name, configuration, isCoached: isCoached)
    var beginning = fresh(.success(store))
    beginning.notices = ["\(name) is a new session; sessions lists what is kept"]
    return beginning
  }

  /// A session without lines.
  private func fresh(_ shelf: Result<any SessionShelf, HostFailure>) -> Beginning {
    var session = Session(configuration, isCoached: isCoached, host: host(shelf))
    session.companion = Tutor(LocalLabs.all)
    return Beginning(session: session)
  }

  private func host(_ shelf: Result<any SessionShelf, HostFailure>) -> Host {
    var host = Host.computer
    host.shelf = shelf
    return host
  }
}
