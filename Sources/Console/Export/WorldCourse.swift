import AWSCLI
import Cloud
import Kernel
import Shell

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

/// The moments around the lines that changed something.
struct StepMoments {
  /// A line that changed something, and the moments around it.
  struct Line {
    let text: String
    let before, after: Moment
  }

  /// By line of the log: itself, or the lines of a lab that ran for it.
  private var lines: OrderedMap<Int, [Line]> = [:]

  init(_ session: Session) {
    let past = session.history.past.values
    for (index, step) in past.enumerated() {
      let after = index + 1 < past.count ? past[index + 1].moment : session.present
      lines[step.line] =
        (lines[step.line] ?? []) + [Line(text: step.text, before: step.moment, after: after)]
    }
  }

  /// The lines that ran for a line and changed something: itself, or those of a lab.
  func lines(of line: Int) -> [Line] { lines[line] ?? [] }

  /// The commands that bring about the files and variables that a line made, all or some of them.
  func remains(of line: Int, only names: [String]?) -> [String] {
    guard let lines = lines[line], let first = lines.first, let last = lines.last else { return [] }
    return StepMoments.remains(from: first.before, to: last.after, only: names)
  }

  /// The same for what two moments differ in.
  static func remains(from before: Moment, to after: Moment, only names: [String]?) -> [String] {
    var commands: [String] = []
    for name in after.files.names where names?.contains(name) ?? true {
      guard let bytes = after.files[name], bytes != before.files[name] else { continue }
      commands += file(name, bytes)
    }
    for (name, value) in after.variables
    where value != before.variables[name] && names?.contains(name) ?? true {
      commands.append("\(name)=\(quoted(value))")
    }
    return commands
  }

  /// A here-document that makes a file; in base64 where it is no plain text.
  static func file(_ name: String, _ bytes: [UInt8]) -> [String] {
    let isPlain = bytes.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 10 || $0 == 9 }
    let isText = isPlain && (bytes.isEmpty || bytes.last == 10)
    guard isText, let text = String(validating: bytes, as: UTF8.self) else {
      return ["base64 -d > \(quoted(name)) <<'EOF'"] + Base64.encode(bytes).chunks(of: 76) + ["EOF"]
    }
    let body = text.utf8.split(separator: 10).map { String(Substring($0)) }
    var end = "EOF"
    while body.contains(end) { end += "_" }
    return ["cat > \(quoted(name)) <<'\(end)'"]
      + text.utf8.dropLast()
      .split(separator: 10, omittingEmptySubsequences: bytes.isEmpty)
      .map { String(Substring($0)) } + [end]
  }
}
