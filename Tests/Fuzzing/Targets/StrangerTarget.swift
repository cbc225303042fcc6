import Console
import Lab
import Sessions
import Synchronization

extension FuzzTarget {
  /// Labs of strangers: whatever their own lines are, they ask nothing of the learner's computer.
  static let strangersLabs = FuzzTarget("strangers-labs", share: 50) { dice in
    StrangerInputs.lines(&dice)
  } checkText: { text in
    let lines = StrangerInputs.oneLiners(text)
    guard !lines.isEmpty else { return nil }
    let lab = LabFile.Exchange.block(lines)
    let file = """
      ---
      lab: stranger
      kind: lab
      ---
      ## A step
      **Task:** none.
      ```given
      \(lab)
      ```
      ```console
      \(lab)
      ```
      ```check
      file no-such-file exists | No.
      ```

      """
    guard let read = try? LabFile(Array(file.utf8)),
      let lesson = try? Lesson(read, name: "stranger")
    else { return "the lab cannot be read: \(file.debugDescription)" }
    let computer = WatchedComputer()
    var session = Session(isCoached: true, host: computer.host)
    session.companion = Tutor([lesson])
    for line in ["learn stranger", "skip", "goto 1", "leave"] { _ = session.execute(line) }
    let requests = computer.requests.withLock { $0 }
    return requests.isEmpty ? nil : "the computer was asked \(requests)"
  }

  /// Sessions that strangers hand in: they come back within the limit, or say why not.
  static let handIns = FuzzTarget("hand-ins", share: 50) { dice in
    StrangerInputs.lines(&dice)
  } checkText: { text in
    let lines = StrangerInputs.oneLiners(text)
    guard !lines.isEmpty else { return nil }
    let file = """
      ---
      kind: session
      tutor: true
      coach: true
      seed: 3
      ---
      ```console
      \(LabFile.Exchange.block(lines))
      ```

      """
    var limit = ReplayLimit()
    (limit.lines, limit.calls, limit.bytes) = (3, 100, 1 << 20)
    guard let record = try? SessionRecord(Array(file.utf8), limit: limit) else {
      return "the session cannot be read: \(file.debugDescription)"
    }
    return record.session.log.count <= 4
      ? nil : "\(record.session.log.count) lines ran, and the limit is 3"
  }
}

extension LabFile.Exchange {
  /// Lines as commands of a console block, without what they print.
  fileprivate static func block(_ commands: [String]) -> String {
    commands.map { "$ \($0)" }.joined(separator: "\n")
  }
}

private enum StrangerInputs {
  private static let mutation = Mutation(
    [
      "save ", "import ", "load ", "report ", "edit ", "--as ", "--force ", "--large ", "recall ",
      "~/.bashrc ", "/etc/passwd ", "x ", "sessions", "new ", "resume ", "delete ", "learn 1; ",
      "next; ", "skip; ", "quiz keys; ", "1", "a", "undo 99999999 ", "$(", ")", "; ", "| ", "&& ",
      "> f ", "< f ", "'", "\"", "predict on; ", "yes", "goto 2 ", "leave; ", "back-to 1 ",
    ], limit: 200)
  private static let typed =
    (Corpus.lines.filter { $0.utf8.count < 200 }
    + [
      "save b --as ~/.bashrc --force", "import ~/private.txt p", "load ~/s.lab.md",
      "report ~/page.html", "learn 1", "skip", "quiz keys", "undo 4294967296", "new x",
    ]).bytes

  /// A few lines, somewhat changed.
  static func lines(_ dice: inout Dice) -> [UInt8] {
    let chosen = (0..<1 + dice.below(5)).map { _ in
      dice.once(in: 4) ? dice.pick(typed) : mutation.mutated(typed, &dice)
    }
    return Array(chosen.joined(separator: [0x0A]))
  }

  /// The lines of an input that a block can hold as commands.
  static func oneLiners(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.hasPrefix("```") && !$0.contains { $0 == "\0" } }
  }
}

/// A computer that notes whatever is asked of it.
private final class WatchedComputer: Sendable {
  let requests = Mutex<[String]>([])

  var host: Host {
    var host = Host(
      readFile: { (path, _) throws(HostFailure) -> [UInt8] in
        self.requests.withLock { $0.append("to read \(path)") }
        return Array("private".utf8)
      },
      writeFile: { (path, _) throws(HostFailure) -> Void in
        self.requests.withLock { $0.append("to write \(path)") }
      })
    host.editFile = { (name, bytes) throws(HostFailure) in
      self.requests.withLock { $0.append("to edit \(name)") }
      return bytes
    }
    return host
  }
}
