import Console
import Kernel
import Lab
import Sessions
import Shell
import Synchronization
import Testing

/// The lines of a lab's author reach nothing of the computer, whichever way they come to run.
struct ClosedSessionTests {
  /// A computer that notes whatever is asked of it.
  private final class Watched: Sendable {
    let requests = Mutex<[String]>([])
    let announced = Mutex<[String]>([])

    var host: Host {
      var host = Host(
        readFile: { (path, _) throws(HostFailure) -> [UInt8] in
          self.requests.withLock { $0.append("read \(path)") }
          return Array("private".utf8)
        },
        writeFile: { (path, _) throws(HostFailure) -> Void in
          self.requests.withLock { $0.append("write \(path)") }
        }, shelf: .success(WatchedShelf(computer: self)))
      host.editFile = { (name, bytes) throws(HostFailure) in
        self.requests.withLock { $0.append("edit \(name)") }
        return bytes
      }
      host.announce = { text in self.announced.withLock { $0.append(text) } }
      return host
    }
  }

  private struct WatchedShelf: SessionShelf {
    let computer: Watched

    private func note(_ text: String) { computer.requests.withLock { $0.append(text) } }

    func sessions() throws(HostFailure) -> [KeptSession] {
      note("sessions")
      return []
    }

    func open(_ name: String) throws(HostFailure) -> KeptLines {
      note("open")
      throw HostFailure(reason: "none")
    }

    func read(_ name: String) throws(HostFailure) -> KeptLines {
      note("read")
      throw HostFailure(reason: "none")
    }

    func create(
      _ name: String?, _ configuration: SessionConfiguration, isCoached: Bool
    ) throws(HostFailure) -> String {
      note("create")
      return "x"
    }

    func delete(_ name: String) throws(HostFailure) { note("delete") }

    func retell(_ session: Session) throws(HostFailure) { note("retell") }

    func keep(_ session: Session) throws(HostFailure) { note("keep") }

    func keep(_ lines: NewLines) throws(HostFailure) { note("keep") }

    func record() throws(HostFailure) -> LearnerRecord {
      note("record")
      return LearnerRecord()
    }
  }

  /// Every line by which something outside of the session could be reached.
  private static let reaching = [
    "save b --as /home/x/.bashrc --force", "save /home/x/.profile --force",
    "save --as script /home/x/.zshrc --force", "save --as markdown /home/x/notes --force",
    "import /home/x/private.txt", "import /home/x/private.txt p.txt --large", "load /home/x/s",
    "load /home/x/s --large", "edit b", "report /home/x/page.html", "sessions", "new evil",
    "resume evil", "delete evil", "recall", "A=1; save b --as /home/x/.bashrc --force",
    "echo $(import /home/x/private.txt)", "cat b | import /home/x/private.txt",
  ]

  private static let text = """
    ---
    lab: evil
    title: Evil
    kind: lab
    ---
    ## One
    **Task:** Say one.
    ```given
    $ echo lost >b
    \(reaching.map { "$ \($0)" }.joined(separator: "\n"))
    ```
    ```console
    $ echo one >one
    \(reaching.map { "$ \($0)" }.joined(separator: "\n"))
    ```
    ```check
    file one exists | No.
    ```
    ## Two
    **Task:** Say two.
    ```given
    \(reaching.map { "$ \($0)" }.joined(separator: "\n"))
    ```
    ```console
    $ echo two >two
    \(reaching.map { "$ \($0)" }.joined(separator: "\n"))
    ```
    ```check
    file two exists | No.
    ```

    """

  private static func lesson(path: String?) throws -> Lesson {
    try Lesson(LabFile(Array(text.utf8)), name: "evil", path: path)
  }

  private static func session(_ computer: Watched, path: String? = nil) throws -> Session {
    var session = Session(isCoached: true, host: computer.host)
    session.companion = Tutor([try lesson(path: path)])
    return session
  }

  @Test(arguments: [
    ["learn evil"], ["learn evil", "skip", "skip"], ["learn evil", "solution", "hint"],
    ["learn evil", "echo one >one", "next", "echo two >two", "next"], ["learn evil", "goto 2"],
    ["learn evil", "goto 2", "reset step"], ["learn evil", "skip", "reset lab"],
    ["next", "skip", "leave", "learn evil", "skip"], ["next; skip; skip"],
  ])
  func `A lab's own lines ask nothing of the computer`(lines: [String]) throws {
    let computer = Watched()
    var session = try Self.session(computer)
    for line in lines { _ = session.execute(line) }
    #expect(computer.requests.withLock { $0 } == [])
    // The learner's window is where it was.
    _ = session.execute("import /home/x/mine")
    #expect(computer.requests.withLock { $0 } == ["read /home/x/mine"])
  }

  @Test func `A lab of a folder is told with its path before its first line runs, and never again`()
    throws
  {
    let computer = Watched()
    var session = try Self.session(computer, path: "/labs/evil.lab.md")
    _ = session.execute("learn")
    #expect(computer.announced.withLock { $0 } == [])
    _ = session.execute("learn evil")
    let told = computer.announced.withLock { $0 }
    #expect(told.count == 1)
    #expect(told.first?.contains("/labs/evil.lab.md") == true)
    // It depends on this computer, so it is no part of the session.
    #expect(session.log.allSatisfy { !$0.output.contains("/labs/") })
  }

  @Test func `Lint names the lines that ask`() throws {
    let findings = LessonLint.findings(Array(Self.text.utf8), name: "evil")
      .filter { $0.message.contains("reach nothing of the computer") }
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    let named = Set(findings.map { String(lines[$0.line - 1].dropFirst(2)) })
    #expect(findings.contains { $0.message.contains("asks to read /home/x/private.txt") })
    #expect(findings.contains { $0.message.contains("asks to write /home/x/.bashrc") })
    // A line that is refused before it asks has asked nothing; with no tutor there is no report.
    let silent = ["report /home/x/page.html", "recall", "edit b"]
    #expect(named.subtracting(silent) == Set(Self.reaching).subtracting(silent))
  }

  @Test func `A closed session refuses in words, and has no companion`() {
    var session = ClosedSession(SessionConfiguration())
    guard case .done(let results, let status, _) = session.execute("import /x") else { return }
    #expect(status == 1)
    let printed = results.map(\.errors).joined()
    #expect(printed.contains("the lab's own lines reach nothing of this computer"))
    #expect(session.requests == ["to read /x"])
    #expect(session.session.companion == nil)
  }
}
