import Console
import Sessions
import Shell
import Testing

@testable import Lab

/// What `check` tells of a step: what is missing first.
struct CheckTextTests {
  private static func session(checks: Int) throws -> Session {
    let lines = (1...checks).map { "file f\($0) exists" }.joined(separator: "\n")
    let text = """
      ## Files
      Files are made.

      **Task:** make them.
      ```console
      $ echo 1 >f1
      ```
      ```check
      \(lines)
      ```
      """
    var session = Session()
    session.companion = Tutor([
      try Lesson(LabFile(lab(text, header: "lab: files\ntitle: Files\nkind: lab")), name: "files")
    ])
    _ = type("learn files", &session)
    return session
  }

  private static func type(_ line: String, _ session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  @Test func `What is missing comes first, and few that hold are all told`() throws {
    var session = try Self.session(checks: 4)
    _ = Self.type("echo 1 >f1; echo 1 >f3", &session)
    let lines = Self.type("check", &session).split(separator: "\n").filter { $0.hasPrefix("[") }
    #expect(lines.map { String($0.prefix(3)) } == ["[ ]", "[ ]", "[x]", "[x]"])
  }

  @Test func `More than three that hold are one line, and --all tells them`() throws {
    var session = try Self.session(checks: 5)
    _ = Self.type("for=1; echo 1 >f1; echo 1 >f2; echo 1 >f3; echo 1 >f4", &session)
    let short = Self.type("check", &session)
    #expect(short.hasPrefix("[ ] "))
    #expect(short.hasSuffix("[x] 4 of 5 checks hold; check --all tells what shows it\n"))
    #expect(short.split(separator: "\n").count { $0.hasPrefix("[x]") } == 1)
    let long = Self.type("check --all", &session)
    #expect(long.split(separator: "\n").count { $0.hasPrefix("[x]") } == 4)
    _ = Self.type("echo 1 >f5", &session)
    let whole = "[x] all 5 checks hold; check --all tells what shows it\n"
    #expect(Self.type("check", &session) == whole)
    #expect(Self.type("check some", &session).contains("check takes --all or nothing"))
  }
}
