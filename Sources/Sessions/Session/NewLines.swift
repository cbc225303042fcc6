import Text

/// Lines of a session that its shelf has not kept yet.
package struct NewLines: Sendable {
  /// The lines.
  package private(set) var entries: [LogEntry]
  /// What was learned in them.
  package private(set) var learned: [LearningEvent]
  /// What the clock shows after the last, for lists.
  package private(set) var now: String

  /// Whether any of them brought something in beside its words.
  package var bringIn: Bool { entries.contains { !$0.imports.isEmpty } }

  /// Whether anybody typed one of them.
  package var haveTyped: Bool { !entries.allSatisfy(\.course.isUntyped) }

  /// Adds the lines that follow these.
  package mutating func append(_ next: NewLines) {
    entries += next.entries
    learned += next.learned
    now = next.now
  }
}

extension Session {
  /// How many lines it has, those among them that it has forgotten.
  package var lineCount: Int { forgottenLines + log.count }

  /// The lines after so many, none of which it has forgotten.
  package func lines(after count: Int) -> NewLines {
    let learned = (companion?.learned ?? []).filter { $0.line >= count }
    return NewLines(
      entries: Array(log.dropFirst(max(0, count - forgottenLines))), learned: learned.map(\.event),
      now: now.readable)
  }

  /// Forgets the oldest lines of the log, and what lines brought in, so that a server may run for
  /// long; the numbers of the others stay.
  package mutating func forgetLines() {
    var (kept, bytes) = (0, 0)
    for entry in log.reversed() {
      bytes += entry.text.utf8.count + entry.output.utf8.count
      guard kept < 1000, bytes < 16 << 20 else { break }
      kept += 1
    }
    forgottenLines += log.count - kept
    log.removeFirst(log.count - kept)
    for index in log.indices where !log[index].imports.isEmpty { log[index].imports = [] }
  }
}
