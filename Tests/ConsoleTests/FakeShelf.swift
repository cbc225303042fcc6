import Kernel
import Sessions
import Synchronization

/// A shelf in memory.
final class FakeShelf: SessionShelf {
  private struct Kept {
    let configuration: SessionConfiguration
    let isCoached: Bool
    var lines: [KeptLines.Line] = []
    var now = ""
  }

  private struct State {
    var kept: [(name: String, session: Kept)] = []
    var present: String?

    subscript(name: String) -> Kept? {
      get { kept.first { $0.name == name }?.session }
      set {
        kept.removeAll { $0.name == name }
        if let newValue { kept.append((name, newValue)) }
      }
    }
  }

  private let state = Mutex(State())

  func sessions() -> [KeptSession] {
    state.withLock { state in
      state.kept.reversed().map { entry in
        KeptSession(
          name: entry.name, lineCount: entry.session.lines.count, now: entry.session.now,
          isPresent: entry.name == state.present, isOpenElsewhere: entry.name == "elsewhere")
      }
    }
  }

  func open(_ name: String) throws(HostFailure) -> KeptLines {
    let kept = try read(name)
    state.withLock { $0.present = name }
    return kept
  }

  func read(_ name: String) throws(HostFailure) -> KeptLines {
    let kept = state.withLock { $0[name] }
    guard let kept else { throw HostFailure(reason: "no session \(name)") }
    return KeptLines(
      name: name, configuration: kept.configuration, isCoached: kept.isCoached,
      engine: engineGeneration, lines: kept.lines)
  }

  func create(
    _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
  ) throws(HostFailure) -> String {
    state.withLock { state in
      let name = name ?? "session-\(state.kept.count + 1)"
      state[name] = Kept(configuration: configuration, isCoached: isCoached)
      state.present = name
      return name
    }
  }

  func delete(_ name: String) throws(HostFailure) {
    let isThere = state.withLock { state in
      defer { state[name] = nil }
      return state[name] != nil
    }
    if !isThere { throw HostFailure(reason: "no session \(name)") }
  }

  func retell(_ session: Session) throws(HostFailure) {
    state.withLock { state in
      guard let name = state.present, let kept = state[name] else { return }
      state[name] = Kept(configuration: kept.configuration, isCoached: session.isCoached)
    }
    try keep(session)
  }

  func keep(_ session: Session) throws(HostFailure) {
    state.withLock { state in
      guard let name = state.present, var kept = state[name] else { return }
      kept.lines = session.log.map {
        KeptLines.Line(text: $0.text, imports: $0.imports, digest: $0.digest)
      }
      kept.now = session.now.date
      state[name] = kept
    }
  }

  func keep(_ lines: NewLines) {
    state.withLock { state in
      guard let name = state.present, var kept = state[name] else { return }
      kept.lines += lines.entries.map {
        KeptLines.Line(text: $0.text, imports: $0.imports, digest: $0.digest)
      }
      kept.now = lines.now
      state[name] = kept
    }
  }

  func record() -> LearnerRecord { LearnerRecord() }
}
