import Foundation
import Testing

/// What the program tells while it takes long; here it has no patience.
@Suite struct WaitingTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  /// The program at a terminal, in the folder.
  private func start(
    _ arguments: [String], terminal kind: String = "xterm", editor: String = ""
  ) throws -> PseudoTerminal {
    let program = PseudoTerminal.product("kmslab")
    return try PseudoTerminal(
      "/bin/sh", ["-c", "cd \(folder.path); exec \(program) \"$@\"", "sh"] + arguments,
      environment: [
        "XDG_STATE_HOME": folder.path, "KMSLAB_PATIENCE": "0", "TERM": kind, "EDITOR": editor,
      ])
  }

  /// What takes the line away again.
  private static let away = "\u{1B}[K\r\u{1B}[K"

  /// Commands of the program, what they tell, and what they print after.
  private static let commands: [(arguments: [String], told: String, printed: String)] = [
    (["grade", "a-key-of-your-own", "ada.lab.md"], "grade: 0 of 1 session", "ada"),
    (["check", "ada.lab.md"], "check: 0 of 1 session", "ok"),
    (["report", "ada.lab.md", "-o", "r.html"], "report: 0 of 1 session", "r.html"),
    (["run", "ada.lab.md"], "run, ada.lab.md: 0 of 2 commands", "2 commands"),
    (["run", "ada.lab.md", "ada.lab.md"], "run 1 of 2, ada.lab.md: 0 of 2 commands", "commands"),
    (["lint", "labs"], "lint: 0 of 1 file", "faulty.lab.md:"),
  ]

  private func prepare() throws {
    _ = try folder.run(["--session", "work"], input: "echo 1\necho 2\nsave ada.lab.md\n")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("labs"), withIntermediateDirectories: true)
    try folder.write("---\nlab: faulty\nkind: lab\n---\n", to: "labs/faulty.lab.md")
  }

  @Test(arguments: commands.indices)
  func `A command tells how far it is in a line that goes away`(index: Int) throws {
    defer { folder.clean() }
    try prepare()
    let (arguments, told, printed) = Self.commands[index]
    let terminal = try start(arguments)
    try terminal.expect("kmslab: \(told)")
    try terminal.expect(printed)
    _ = try terminal.waitForExit()
    #expect(terminal.raw.contains(Self.away))
    let plain = try start(arguments, terminal: "dumb")
    try plain.expect("kmslab: \(told)\n")
    try plain.expect(printed)
    #expect(!plain.raw.contains("\u{1B}"))
    let piped = try folder.run(arguments, environment: ["KMSLAB_PATIENCE": "0"]).text
    #expect(piped.contains(printed))
    #expect(!piped.contains(told))
  }

  @Test func `A session that comes back tells its lines, at the start and at the prompt`() throws {
    defer { folder.clean() }
    try prepare()
    let terminal = try start(["--session", "work"])
    try terminal.expect("kmslab: back to work: 0 of 2 lines")
    try terminal.expect("2025-01-01 $ ")
    #expect(terminal.raw.contains(Self.away))
    try terminal.send("new\r")
    try terminal.expect("a new world")
    try terminal.send("resume work\r")
    try terminal.expect("kmslab: back to work: 0 of 2 lines")
    try terminal.expect("back in work: 2 lines")
    try terminal.send("load ada.lab.md\r")
    try terminal.expect("kmslab: load: 1 of 2 lines")
    try terminal.expect("2 lines replayed")
  }

  /// Lines of the prompt, and what they tell.
  private static let lines = [
    ("aws s3 cp d s3://photos-1 --recursive", "aws s3 cp: 0 of 2 objects"),
    ("aws s3 sync d s3://photos-1/x", "aws s3 sync: 0 of 2 objects"),
    ("aws s3 rm s3://photos-1 --recursive", "aws s3 rm: 0 of 4 objects"),
    ("advance 800d", "advance: 365 of 800 days"), ("base64 d/a", "base64: 0 of 1 kilobyte"),
  ]

  @Test(arguments: [["--ephemeral"], ["--ephemeral", "--plain"]])
  func `A line of the prompt tells how far it is`(arguments: [String]) throws {
    defer { folder.clean() }
    let terminal = try start(arguments)
    try terminal.expect("2025-01-01 $ ")
    for line in [
      "aws s3 mb s3://photos-1", "echo a > d/a; echo b > d/b",
      "aws kms enable-key-rotation --key-id $(aws kms create-key --query KeyMetadata.KeyId"
        + " --output text)",
    ] {
      try terminal.send(line + "\r")
      try terminal.expect("2025-01-01 $ ")
    }
    for (line, told) in Self.lines {
      try terminal.send(line + "\r")
      try terminal.expect("kmslab: \(told)")
      try terminal.expect(" $ ")
    }
    #expect(terminal.raw.contains(Self.away) == !arguments.contains("--plain"))
  }

  @Test func `A line that tells nothing of itself shows that it goes on`() throws {
    defer { folder.clean() }
    let terminal = try start(["--ephemeral"])
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("aws kms create-key --key-spec RSA_3072 --key-usage SIGN_VERIFY\r")
    try terminal.expect("kmslab: working |")
    try terminal.expect("\"KeySpec\": \"RSA_3072\"")
    #expect(terminal.raw.contains(Self.away))
  }

  @Test func `An editor has the terminal for itself`() throws {
    defer { folder.clean() }
    let terminal = try start(["--ephemeral"], editor: "echo begin; sleep 0.5; echo end; :")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("edit n.txt\r")
    try terminal.expect("end")
    #expect(terminal.raw.components(separatedBy: "begin").last?.contains("working") == false)
  }

  @Test func `A script tells only how far it is`() throws {
    defer { folder.clean() }
    let call = "aws kms create-key --key-spec RSA_3072 --key-usage SIGN_VERIFY"
    let words = call.split(separator: " ").map(String.init)
    let terminal = try start(["--ephemeral", "--"] + words)
    try terminal.expect("\"KeySpec\": \"RSA_3072\"")
    #expect(!terminal.raw.contains("working"))
  }

  @Test func `Control-C ends a tool at once, and nothing is half done`() throws {
    defer { folder.clean() }
    let terminal = try start(["--ephemeral"])
    try terminal.expect("2025-01-01 $ ")
    // A million rounds: some minutes of a build that is not optimized.
    let line = "openssl enc -aes-256-cbc -pass pass:x -pbkdf2 -iter 1000000 -in /dev/null -out f"
    try terminal.send(line + "; echo more\r")
    try terminal.expect("kmslab: openssl: ")
    try terminal.expect("rounds")
    try terminal.send("\u{03}")
    try terminal.expect("kmslab: stopped; everything is as it was before the line\n")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("ls; whoami\r")
    try terminal.expect("user/alice")
    #expect(!terminal.text.contains("\nf\n"))
    #expect(!terminal.text.contains("\nmore\n"))
  }
}
