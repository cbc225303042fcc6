import AWSCLI
import Access
import Cloud
import Kernel
package import Sessions
import Shell
import Text

/// A session as a bash script of AWS CLI commands.
package struct SessionScript {
  /// The text.
  package var text: String { (header + lines).joined(separator: "\n") + "\n" }
  /// How many lines of the session run in it.
  package private(set) var runCount = 0
  /// How many stand in it as a comment.
  package private(set) var commentCount = 0

  private let session: Session
  private let lessons: [String]
  private let moments: StepMoments
  private var lines: [String] = []
  /// What the clock of the session shows.
  private var now: Timestamp
  /// The day that the last comment named.
  private var day: String
  /// Whether the script goes on after a failure now.
  private var isTolerant = false
  /// The reason of the comment above, where nothing came since.
  private var lastWhy = ""
  /// The line that waits for an answer whether it will succeed.
  private var held: String?

  /// Writes a session down.
  package init(_ session: Session) {
    self.session = session
    lessons = (session.companion?.commands.map(\.name) ?? []) + ["yes", "no"]
    moments = StepMoments(session)
    now = session.beginning.start
    day = now.date
    let course = WorldCourse(session)
    for (index, entry) in session.log.enumerated() where !entry.course.isRecall {
      if course.isPresent[index] {
        add(entry, index)
      } else {
        note(entry.text, "Not in this world: taken back, or in another branch or lab.")
      }
      now = entry.course.now
    }
  }

  private mutating func add(_ entry: LogEntry, _ index: Int) {
    if entry.course.isHeld {
      held = entry.text
    } else if let held, entry.status == 0, ["yes", "no"].contains(entry.text.firstWord) {
      self.held = nil
      if let why = entry.reasonToLeave(index, isAnswer: true) {
        note(held, why)
      } else {
        write(held, entry, index)
      }
    } else if let why = entry.reasonToLeave(index) {
      note(entry.text, why)
    } else {
      write(entry.text, entry, index)
    }
  }

  private mutating func tellDay() {
    guard day != now.date else { return }
    day = now.date
    lines += ["", "# \(day)"]
    lastWhy = ""
  }

  /// Writes a line: what stays behind and what is left of it, then what runs.
  private mutating func write(_ text: String, _ entry: LogEntry, _ index: Int) {
    let line = ScriptLine(text, lessons: lessons)
    if entry.course.maker != index, let move = line.notes.first(where: \.isAboutHistory) {
      return note(text, move.why)
    }
    if entry.course.maker == index || !line.code.isEmpty { tellDay() }
    for note in line.notes { self.note(note.source, note.why) }
    if !line.notes.isEmpty {
      // A lab's command has lines of the lab's own behind it.
      let own = moments.lines(of: index).filter { $0.text != text }
      let remains = moments.remains(of: index, only: line.code.isEmpty ? nil : line.lostNames)
      if own.isEmpty, !remains.isEmpty { run(remains) }
      for line in own { write(line) }
    }
    let code = entry.complaints.refusal?.code ?? (entry.course.hasFailure ? "" : nil)
    run([line.code], fails: code, readsStatus: line.readsStatus)
  }

  /// Writes a line of the lab's own, on its day.
  private mutating func write(_ step: StepMoments.Line) {
    let line = ScriptLine(step.text, lessons: lessons)
    now = step.before.world.now
    tellDay()
    for note in line.notes { self.note(note.source, note.why) }
    if !line.notes.isEmpty {
      let names = line.code.isEmpty ? nil : line.lostNames
      run(StepMoments.remains(from: step.before, to: step.after, only: names))
    }
    run([line.code])
  }

  /// Writes lines that run; `fails` is the code of the error that they met, if any.
  private mutating func run(
    _ code: [String], fails: String? = nil, readsStatus: Bool = false
  ) {
    guard code.contains(where: { $0.contains { !$0.isWhitespace } }) else { return }
    // A change of the setting would be the line that $? tells of.
    let isTolerant = fails != nil || self.isTolerant && readsStatus
    if isTolerant != self.isTolerant { lines.append(isTolerant ? "set +e" : "set -e") }
    self.isTolerant = isTolerant
    if let fails { lines.append("# Failed in the session\(fails.isEmpty ? "" : ", \(fails)").") }
    if code.contains(where: { $0.contains(SessionScript.idPattern) }) {
      lines.append("# Ids of this lab; AWS draws others.")
    }
    lines += code
    lastWhy = ""
    if !code.allSatisfy({ $0.hasPrefix("#") }) { runCount += 1 }
  }

  /// Ids of keys, and others of that form.
  private static var idPattern: Regex<Substring> { /[0-9a-f]{8}-[0-9a-f]{4}-|mrk-[0-9a-f]{32}/ }

  /// Leaves a text as a comment, and says why; the same reason twice in a row is told once.
  private mutating func note(_ text: String, _ why: String) {
    lines += LabFile.lines(of: text).map { "# \($0)" }
    if why != lastWhy {
      lines += wrapped(why, indent: 4).split(separator: "\n").map { "#" + $0.dropFirst() }
    }
    lastWhy = why
    commentCount += 1
  }
}

extension SessionScript {
  /// What stands above the lines: what the script does where, and how bash shall take it.
  private var header: [String] {
    let beginning = session.beginning
    let folders = session.files.names.compactMap { name in
      name.lastIndex(of: "/").map { quoted(String(name[..<$0])) }
    }
    var made: [String] = []
    for folder in folders where !made.contains(folder) { made.append(folder) }
    return [
      "#!/usr/bin/env bash",
      "# A session of kmslab for AWS: \(counted(runCount, "line")) to run,"
        + " \(counted(commentCount, "comment")).",
      "#",
      "# It acts on the account of your credentials: keys and requests cost money, and",
      "# what it deletes is gone. Read it, then run it in an empty folder: the session's",
      "# virtual files are real ones there. Key ids, account numbers and names of buckets",
      "# are the session's; in AWS yours are others.",
    ]
      + beforehand
      + (made.isEmpty ? [] : ["# First: mkdir -p \(made.joined(separator: " "))"])
      + [
        "#",
        "# kmslab --seed \(beginning.seed) --start \(beginning.start) runs it in the lab again.",
        "",
        "# All variables reach aws, and a failure that the session did not have ends it.",
        "set -aeo pipefail",
        "AWS_REGION=\(beginning.region) AWS_PAGER=",
        "",
      ]
  }
}

extension SessionScript {
  /// Who has to be there before the script runs: those with whom every world begins.
  private var beforehand: [String] {
    let beginning = session.configuration
    let home = beginning.account
    let names = World(seed: beginning.seed, start: beginning.start, account: home)
      .environment.identities.principals.filter { caller in
        if case .user = caller { true } else { false }
      }
      .map { $0.shortName(from: home) }
    return wrapped(
      "Users who are there before it, as in every world of kmslab:"
        + " \(names.joined(separator: ", ")). Each needs a profile of that name.", columns: 78
    )
    .split(separator: "\n").map { "# \($0)" }
  }
}

extension LogEntry {
  /// Why it need not run again: it failed before it reached AWS, or because this is a lab; `nil`
  /// for a line that did something, or that AWS refuses too.
  ///
  /// The status of an answer is not that of the line which it let run.
  fileprivate func reasonToLeave(_ index: Int, isAnswer: Bool = false) -> String? {
    guard course.maker != index else { return nil }
    if complaints.areOfLimits {
      return "Not in this lab; AWS might do it, and charge for it."
    }
    guard isAnswer ? !complaints.isEmpty : status != 0 else { return nil }
    // For these 1 is an answer.
    let compares = ["cmp", "diff"].contains(text.firstWord) && status == 1
    guard complaints.refusal == nil, !compares else { return nil }
    return "Failed in the session before it reached AWS, and changed nothing."
  }
}
