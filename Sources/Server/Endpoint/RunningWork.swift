import Synchronization

/// What runs in the world for long, or waits for its turn, so that somebody can stop it.
final class RunningWork: Sendable {
  /// One piece of it.
  final class Piece: Sendable {
    fileprivate let name: String
    private let flag = Atomic<Bool>(false)

    fileprivate init(_ name: String) { self.name = name }

    /// Whether somebody asked it to stop.
    var isStopped: Bool { flag.load(ordering: .relaxed) }

    fileprivate func stop() { flag.store(true, ordering: .relaxed) }
  }

  private let pieces = Mutex<[Piece]>([])

  /// How much there is.
  var count: Int { pieces.withLock { $0.count } }

  /// Does a piece of work; by its name it can be stopped alone.
  func does<Result>(_ name: String, _ body: (Piece) -> Result) -> Result {
    let piece = Piece(name)
    pieces.withLock { $0.append(piece) }
    defer { pieces.withLock { $0.removeAll { $0 === piece } } }
    return body(piece)
  }

  /// Asks the work of a name to stop, or all of it; how much there was.
  func stop(_ name: String? = nil) -> Int {
    let asked = pieces.withLock { $0 }.filter { name == nil || $0.name == name }
    for piece in asked { piece.stop() }
    return asked.count
  }
}
