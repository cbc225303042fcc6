#if Server
  import Sessions

  /// A session that is kept and served.
  struct ServedSession {
    /// Its name.
    let name: String
    /// The session as the server begins with it.
    let session: Session
    /// Where it is kept.
    let shelf: any SessionShelf

    /// Takes a session off its shelf, or begins it.
    init(_ name: String, _ options: ServeOptions) throws {
      let beginning = try SessionKeeping(
        name: name, isEphemeral: false, configuration: options.world.configuration,
        isNewWorld: options.world.isNew, isPrompt: false, isCoached: false,
        beginsAnew: options.newIfDamaged
      ).beginOrEnd()
      for warning in beginning.warnings { complain("kmslab: \(warning)\n") }
      var session = beginning.session
      shelf = try session.host.shelf.get()
      session.host = .served(
        .success(ServedShelf(shelf: shelf, refusal: ServedSession.refusal(name))))
      self.name = name
      self.session = session
    }

    private static func refusal(_ name: String) -> HostFailure {
      HostFailure(
        reason: "the session \(name) is served, and others rely on it: end the server first, or"
          + " serve another with kmslab serve --session NAME --port 0")
    }
  }

  /// The shelf of a session that is served: what is there can be seen, and stays as it is.
  struct ServedShelf: SessionShelf {
    /// The shelf itself.
    let shelf: any SessionShelf
    /// Why it is left alone.
    let refusal: HostFailure

    func sessions() throws(HostFailure) -> [KeptSession] { try shelf.sessions() }

    func open(_ name: String) throws(HostFailure) -> KeptLines { throw refusal }

    func read(_ name: String) throws(HostFailure) -> KeptLines { try shelf.read(name) }

    func create(
      _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
    ) throws(HostFailure) -> String { throw refusal }

    func delete(_ name: String) throws(HostFailure) { throw refusal }

    func retell(_ session: Session) throws(HostFailure) { throw refusal }

    func keep(_ session: Session) throws(HostFailure) { throw refusal }

    func keep(_ lines: NewLines) throws(HostFailure) { throw refusal }

    func record() throws(HostFailure) -> LearnerRecord { try shelf.record() }
  }
#endif
