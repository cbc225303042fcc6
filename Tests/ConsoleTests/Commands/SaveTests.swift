import Console
import Kernel
import Sessions
import Synchronization
import Testing

/// What `save` makes of its words.
struct SaveTests {
  /// What was written last.
  private final class Disk: Sendable {
    let files = Mutex<[(path: String, text: String)]>([])
  }

  private func saved(_ line: String) -> (path: String, text: String, answer: String) {
    let disk = Disk()
    let host = Host(
      readFile: { (_, _) throws(HostFailure) -> [UInt8] in throw HostFailure(reason: "none") },
      writeFile: { (path, bytes) throws(HostFailure) -> Void in
        disk.files.withLock { $0.append((path, String(decoding: bytes, as: UTF8.self))) }
      })
    var session = Session(isCoached: true, host: host)
    for line in ["echo x > f", "echo y > script", "hlep"] { session.enter(line) }
    let answer = session.enter(line)
    #expect(session.log.count == 3 || session.lastStatus != 0)
    let file = disk.files.withLock { $0.last }
    return (file?.path ?? "", file?.text ?? "", answer)
  }

  @Test(arguments: [
    ("save s.lab.md", "s.lab.md", "---\nlab: session"), ("save f --as g", "g", "x\n"),
    ("save --as script s.sh", "s.sh", "#!/usr/bin/env bash\n"),
    ("save s.sh --as script", "s.sh", "#!/usr/bin/env bash\n"),
    ("save --as markdown s.md", "s.md", "# A session with kmslab\n"),
    ("save --as runbook r.md", "r.md", "# Runbook of account 111122223333\n"),
    ("save --as=script f.sh", "f.sh", "#!/usr/bin/env bash\n"),
    ("save f --as ./script", "./script", "x\n"), ("save script --as s", "s", "y\n"),
    ("save ./script --as s", "s", "y\n"), ("save script", "script", "---\nlab: session"),
    ("save --as script ./f", "./f", "#!/usr/bin/env bash\n"),
  ])
  func `The session has its forms, and virtual files have all names`(
    row: (line: String, path: String, start: String)
  ) {
    let (path, text, answer) = saved(row.line)
    #expect(path == row.path)
    #expect(text.hasPrefix(row.start), "\(text)")
    #expect(answer.hasPrefix("  \(row.path)  \(text.utf8.count) bytes"))
  }

  @Test(arguments: [
    ("save f --as script", "save f --as ./script"), ("save --as markdown f", "--as ./markdown"),
    ("save script --as script", "save script --as ./script"), ("save g --as x", "next: ls"),
    ("save", "save session.lab.md"), ("save --as script", "save session.lab.md"),
    ("save a b --as script", "help save"),
  ])
  func `What could be meant otherwise is asked for`(row: (line: String, next: String)) {
    let (path, _, answer) = saved(row.line)
    #expect(path == "")
    #expect(answer.contains(row.next), "\(answer)")
  }

  @Test func `The script's answer tells how much of the session runs`() {
    #expect(saved("save --as script s").answer.hasSuffix("; 2 lines to run, 1 comment\n"))
  }

  @Test(arguments: ["import x", "load x", "save x", "save f --as x"])
  func `A computer that refuses is told in its words`(line: String) {
    var session = Session()
    session.enter("echo a > f")
    let text = session.enter(line)
    #expect(
      text.contains("x: No such file or directory") || text.contains("x: Read-only file system"))
    #expect(session.lastStatus == 1)
  }
}
