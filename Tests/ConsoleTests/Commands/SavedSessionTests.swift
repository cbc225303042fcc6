import AWSCLI
import Cloud
import Console
import Kernel
import Sessions
import Shell
import Testing

struct SavedSessionTests {
  /// Loads the text of a session.
  private func loaded(_ text: String, isCoached: Bool = false) throws -> SessionFile.Loaded {
    try SessionFile.load(Array(text.utf8), isCoached: isCoached, host: .none, table: .console)
  }

  /// Lines that print what a lab file gives a meaning to, and other odd things.
  private static let lines = [
    "printf '$ a\\n> b\\n? 3\\n\\\\x\\n```\\n...\\n[..]\\n[KEY]\\n>\\n'", "printf 'no end'",
    "printf ''",
    "printf '\\n'", "printf '\\n\\n'", "printf 'a\\r\\nb\\r\\n'", "printf 'a\\r'",
    "printf '\\r\\n'",
    "printf '\\\\ no line break\\n'", "printf '\\\\ no line break'",
    "printf '````\\n```console\\n'",
    "printf '---\\n'", "printf '\\377\\376\\n'", "printf '\\0\\001\\033[1m\\n'",
    "printf ' \\xcc\\x81 e\\xcc\\x81\\n'", "cat <<E\n$ x\n> y\n```\n\nE", "echo 'two\nlines'",
    "echo \\\n  continued", "cat nothing", "echo a |", "echo 'open", "echo \u{301}x", "hlep",
    "echo 'a\r\nb'", "aws kms create-key", "aws kms list-keys --output table", "advance 400d",
    "undo", "redo", "A=1; undo; B=2", "save x; advance 1d", "as bob", "whoami", "reset",
    "aws kms encrypt --key-id x --plaintext '?'", "help first-steps", "# a comment",
    "echo \"\u{85}\"",
    "edit f; cat f", "edit refused", "edit d/é; cat d/é",
    "echo '\u{2028}'", "trail --output json", "cat <<E > f\n... \nE", "inspect f", "exit 3",
  ]

  @Test(arguments: lines)
  func `A line comes back with what it printed`(line: String) throws {
    try check([line])
  }

  @Test(arguments: 0..<30, [false, true])
  func `Many lines come back`(seed: Int, isCoached: Bool) throws {
    var draw = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let lines = (0..<25).map { _ in
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Self.lines[Int(draw >> 33) % Self.lines.count]
    }
    try check(lines, isCoached: isCoached)
  }

  private func check(_ lines: [String], isCoached: Bool = false) throws {
    var host = Host(
      readFile: { (_, _) throws(HostFailure) -> [UInt8] in throw HostFailure(reason: "no") },
      writeFile: { (_, _) throws(HostFailure) -> Void in })
    // An editor that some leave with :cq.
    host.editFile = { (name, bytes) throws(HostFailure) -> [UInt8] in
      guard name != "refused" else { throw HostFailure(reason: "vi ended with 1") }
      return bytes + Array("edited\n".utf8)
    }
    var session = Session(
      SessionConfiguration(seed: 9, region: try #require(Region("eu-west-1"))),
      isCoached: isCoached, host: host)
    for line in lines {
      if case .incomplete(let reason) = session.execute(line) {
        _ = session.refuse(line, endingWith: reason)
      }
    }
    let text = SessionFile.text(of: session)
    let loaded = try loaded(text, isCoached: isCoached)
    #expect(loaded.isEqual, "\(loaded.lines)\n\(text)")
    #expect(loaded.session.world.digest() == session.world.digest())
    #expect(loaded.session.log == session.log)
    #expect(loaded.session.files == session.files)
    #expect(loaded.session.present.profile == session.present.profile)
    #expect(loaded.session.lastStatus == session.lastStatus || lines.last == "# a comment")
  }

  @Test func `Imported files come back, binary ones too, as they were at the time`() throws {
    let bytes = Array(UInt8.min...UInt8.max)
    var session = Session()
    for (content, name) in [(bytes, "one"), ([], "two"), (Array("x".utf8), "three")] {
      session.host.readFile = { (_, _) throws(HostFailure) -> [UInt8] in content }
      session.enter("import '/real/a file.bin' \(name)")
    }
    let loaded = try loaded(SessionFile.text(of: session))
    #expect(loaded.isEqual, "\(loaded.lines)")
    #expect(loaded.session.files["one"] == bytes)
    #expect(loaded.session.files["two"] == [])
    #expect(loaded.session.files == session.files)
  }

  @Test func `Undo goes on after loading`() throws {
    var session = Session()
    session.enter("advance 1d")
    var loaded = try loaded(SessionFile.text(of: session)).session
    loaded.enter("undo")
    #expect(loaded.now == SessionConfiguration.standardStart)
  }

  @Test(arguments: [
    ("\nengine: \(engineGeneration)\n", "\nengine: 0\n", "made by engine 0"),
    ("\ndigest: ", "\ndigest: 0", "the digest differs"),
    ("\n$ echo a\n", "\n$ echo b\n", "line 16, echo b"),
    ("\na\n", "\nb\n", "line 16, echo a"), ("\nseed: 1\n", "\nseed: 2\n", "digest differs"),
  ])
  func `Another world is told`(row: (old: String, new: String, told: String)) throws {
    var session = Session()
    session.enter("echo a")
    let text = SessionFile.text(of: session).replacing(row.old, with: row.new)
    let loaded = try loaded(text)
    #expect(!loaded.isEqual)
    #expect(loaded.lines.joined().contains(row.told), "\(loaded.lines)\n\(text)")
  }

  @Test func `A file that is cut off anywhere is told or loads`() throws {
    var session = Session()
    session.enter("echo a; cat x")
    let bytes = Array(SessionFile.text(of: session).utf8)
    for count in bytes.indices {
      do throws(LabFileError) {
        _ = try SessionFile.load(
          Array(bytes[..<count]), isCoached: false, host: .none, table: .console)
      } catch {
        #expect((1...20).contains(error.line))
      }
    }
  }

  @Test func `Loading writes no real file`() throws {
    let host = Host(
      readFile: { (_, _) throws(HostFailure) -> [UInt8] in [] },
      writeFile: { (path, _) throws(HostFailure) -> Void in Issue.record("wrote \(path)") })
    let text = "---\nlab: session\n---\n```console\n$ save /etc/passwd\n```\n"
    _ = try SessionFile.load(
      Array(text.utf8), isCoached: false, host: host, table: .console)
  }
}
