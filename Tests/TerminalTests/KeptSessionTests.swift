import Foundation
import Testing

/// Sessions from one start of the program to the next, however it ends.
@Suite struct KeptSessionTests {
  /// A state folder of its own, removed with the test.
  private final class StateFolder {
    let url = FileManager.default.temporaryDirectory.appending(path: "kmslab-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private let folder: StateFolder

  init() throws { folder = try StateFolder() }

  /// The program at a terminal; what stands above its first prompt is read already.
  private func start(_ arguments: [String] = [], date: String) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), arguments,
      environment: ["XDG_STATE_HOME": folder.url.path])
    try terminal.expect("credentials or costs money")
    try terminal.expect("\(date) $ ")
    return terminal
  }

  /// Runs the program without a terminal; what it prints, and its status.
  private func run(
    _ arguments: [String], input: String = "", stopAfter lineCount: Int? = nil,
    largestFile: Int? = nil
  ) throws -> (output: String, status: Int32) {
    let process = Process()
    let program = PseudoTerminal.product("kmslab")
    process.executableURL = URL(filePath: largestFile == nil ? program : "/bin/sh")
    // The shell counts in blocks of 512 bytes; a signal comes before the error, if not ignored.
    process.arguments =
      (largestFile.map { size in
        ["-c", "trap '' XFSZ; ulimit -f \(size / 512); exec \"$0\" \"$@\"", program]
      } ?? []) + arguments
    process.environment = ["XDG_STATE_HOME": folder.url.path, "PATH": "/usr/bin:/bin"]
    let (output, source) = (Pipe(), folder.url.appending(path: "input"))
    try Data(input.utf8).write(to: source)
    process.standardInput = try FileHandle(forReadingFrom: source)
    (process.standardOutput, process.standardError) = (output, output)
    try process.runWithoutBlockedSignals()
    var bytes = Data()
    while let chunk = try output.fileHandleForReading.read(upToCount: 1), !chunk.isEmpty {
      bytes += chunk
      if let lineCount, bytes.count(where: { $0 == 10 }) >= lineCount {
        kill(process.processIdentifier, SIGKILL)
        bytes += try output.fileHandleForReading.readToEnd() ?? Data()
        break
      }
    }
    process.waitUntilExit()
    return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }

  @Test func `A killed program goes on where it was, in the middle of a lab and of a quiz`() throws
  {
    let first = try start(date: "2025-01-01")
    for (line, answer) in [
      ("learn 1", "Task: create a symmetric key"), ("skip", "Its administrator and its user"),
      ("quiz keys", "What kind of key have you made?"), ("c", "Yes: one key for both directions"),
    ] {
      try first.send(line + "\r")
      try first.expect(answer)
      try first.expect("$ ")
    }
    first.signal(SIGKILL)
    #expect(try first.waitForExit() == .signal(SIGKILL))
    let second = try start(date: "2026-01-01")
    #expect(second.text.contains("lesson 1, a key of your own, step 2 of 2"))
    #expect(second.text.contains("back in session-1: 4 lines, it is 2026-01-01 00:00:00"))
    try second.send("a c e\r")
    try second.expect("this is the default spec")
    try second.expect("2026-01-01 $ ")
    try second.send("\u{04}")
    #expect(try second.waitForExit() == .code(0))
  }

  @Test func `A second terminal is told, and gets a session of its own`() throws {
    let first = try start(date: "2025-01-01")
    let second = try start(date: "2025-01-01")
    #expect(second.text.contains("your last session is open in another terminal"))
    #expect(second.text.contains("session-2 is a new session"))
    #expect(
      try run(["--session", "session-1", "--", "whoami"]).output.contains(
        "session-1 is open in another terminal"))
    try first.send("\u{04}")
    #expect(try first.waitForExit() == .code(0))
    try second.send("resume session-1\r")
    try second.expect("back in session-1: 0 lines")
    try second.expect("2025-01-01 $ ")
    try second.send("\u{04}")
    #expect(try second.waitForExit() == .code(0))
  }

  @Test(arguments: [1, 2, 7, 40, 111])
  func `Whenever a program is killed, what it answered is kept`(count: Int) throws {
    let script = (0..<2_000).map { "echo \($0)\n" }.joined()
    let printed = try run(["--session", "s"], input: script, stopAfter: count)
      .output.split(separator: "\n").count
    #expect(printed >= count)
    let list = try run(["--session", "s", "--", "sessions", "--output", "text"]).output
    let kept = try #require(list.split(separator: "\t").dropFirst().first.flatMap { Int($0) })
    #expect(kept >= printed, "\(list)")
    #expect(kept < 2_000, "the program ended before it was killed")
    // What comes next goes on from there.
    let next = try run(["--session", "s", "--", "aws", "kms", "list-keys", "--query", "Keys"])
    #expect(next.output == "[]\n")
  }

  @Test func `Where files cannot grow it is told once, and what was kept before stays`() throws {
    let script = "echo 1\necho \(String(repeating: "x", count: 500_000)) | wc -c\necho 3\n"
    let output = try run(["--session", "s"], input: script, largestFile: 300_000).output
    let told = "kmslab: this line could not be kept: disk I/O error; the session goes on"
    #expect(output.ranges(of: told).count == 1)
    let end = "2 lines were not kept: what is kept of this session ends before\n"
    #expect(output.hasSuffix("3\nkmslab: \(end)"))
    let list = try run(["--session", "s", "--", "sessions", "--output", "text"]).output
    #expect(list.split(separator: "\t").dropFirst().first == "1", "\(list)")
  }

  @Test func `Single commands go on with a named session; without a name nothing is kept`() throws {
    _ = try run(["--session", "work", "--", "aws", "kms", "create-key"])
    let words = ["--", "aws", "kms", "list-keys", "--query", "length(Keys)"]
    #expect(try run(["--session", "work"] + words).output == "1\n")
    #expect(try run(words).output == "0\n")
    #expect(try run(["--", "sessions"]).output.contains("scripts and pipes are with"))
    #expect(try run(["--ephemeral", "--session", "x", "--", "sessions"]).status == 252)
    let other = try run(["--session", "work", "--seed", "5"] + words)
    #expect(other.output.contains("work began with seed 1"))
    #expect(other.status == 252)
  }

  private var state: URL { folder.url.appending(path: "kmslab") }

  private func damage() throws {
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    try Data(repeating: 65, count: 5_000).write(to: state.appending(path: "sessions.sqlite"))
  }

  @Test func `A script with a damaged database runs nothing, or begins anew`() throws {
    try damage()
    for arguments in [["--session", "s"], ["--session", "s", "--", "echo", "ran"]] {
      let output = try run(arguments, input: "echo ran\n")
      #expect(output.status == 253)
      #expect(output.output.hasPrefix("kmslab: \(state.path)/sessions.sqlite is damaged; nothing"))
      #expect(output.output.contains("--new-if-damaged"))
      #expect(!output.output.contains("ran\n"))
    }
    // The shell's completion looks, and touches nothing.
    #expect(try run(["session-names"]).output == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: state.path) == ["sessions.sqlite"])
    let anew = try run(["--session", "s", "--new-if-damaged"], input: "echo ran\n")
    #expect(anew.status == 0)
    let place = "\(state.path)/sessions.sqlite.damaged-1"
    #expect(anew.output.contains("was damaged; it is kept as \(place)"))
    #expect(anew.output.hasSuffix("ran\n"))
    #expect(try run(["--session", "s", "--", "echo", "more"]).output == "more\n")
  }

  @Test func `A session that comes back otherwise is told to everybody`() throws {
    _ = try run(["--session", "s"], input: "echo the first line\n")
    // Closes the database, so that all of it is in its file.
    #expect(try run(["session-names"]).output == "s\n")
    let file = state.appending(path: "sessions.sqlite")
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("echo the first".utf8)))
    bytes.replaceSubrange(place, with: Data("echo the other".utf8))
    try bytes.write(to: file)
    let told = "kmslab: the session s does not come back: it is not the world that you left"
    let refused = try run(["--session", "s"], input: "echo ran\n")
    #expect(refused.status == 253)
    #expect(refused.output.hasPrefix(told))
    #expect(!refused.output.contains("ran\n"))
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--session", "s", "--no-coach"],
      environment: ["XDG_STATE_HOME": folder.url.path])
    try terminal.expect(told)
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .code(0))
    let anew = try run(["--session", "s", "--new-if-damaged"], input: "echo ran\n")
    #expect(anew.status == 0)
    #expect(anew.output.contains("it is kept as s-before-1, and a new one was begun\nran\n"))
    let names = try run(["session-names"]).output.split(separator: "\n")
    #expect(names.sorted() == ["s", "s-before-1"])
  }

  @Test func `A damaged database is told, also without explanations`() throws {
    try damage()
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--no-coach"],
      environment: ["XDG_STATE_HOME": folder.url.path])
    try terminal.expect("was damaged; it is kept as")
    try terminal.expect("2025-01-01 $ ")
  }

  @Test func `A damaged database is told, and the program runs`() throws {
    try damage()
    let terminal = try start(date: "2025-01-01")
    // Wrapped, as long as the folder's path is.
    let words = terminal.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("was damaged; it is kept as"))
    try terminal.send("whoami\r")
    try terminal.expect("alice")
  }
}
