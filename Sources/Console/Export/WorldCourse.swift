import Kernel
import Sessions

/// Which lines of a session belong to the world that it is in now: those that made it, and those
/// that looked at it on its way.
///
/// What undo took back, what happened in another branch or lab, and what a reset left behind is of
/// other worlds.
struct WorldCourse {
  /// By line of the log.
  private(set) var isPresent: [Bool] = []

  init(_ session: Session) {
    let past = session.history.past
    let makers = Set(past.values.map(\.line))
    // Steps that the history has forgotten are those before the first that it holds.
    let firstHeld = session.history.forgottenCount > 0 ? past.first?.value.line ?? 0 : 0
    let start = session.log.indices.last { index in
      makers.contains(index) && session.log[index].text.isReset
    }
    var maker: Int?
    for (index, entry) in session.log.enumerated() {
      if entry.course.maker == index, makers.contains(index) || index < firstHeld { maker = index }
      let isBefore = start.map { index < $0 } ?? false
      isPresent.append(!isBefore && entry.course.maker == maker || entry.text.movesInHistory)
    }
  }
}

extension String {
  /// Whether the line starts a new world of the same seed.
  fileprivate var isReset: Bool { firstWord == "reset" }

  /// Whether the line is about the ways between worlds, and no part of one.
  fileprivate var movesInHistory: Bool {
    ["undo", "redo", "back-to", "switch", "branch", "drop", "leave"].contains(firstWord)
  }

  /// The word that a line begins with.
  var firstWord: String {
    split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }
}
