import Foundation
import Testing

/// What the program leaves behind when a signal ends it.
@Suite struct SignalTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  @Test(arguments: [SIGQUIT, SIGTERM, SIGINT])
  func `A script dies of the signal at once, without a word`(number: Int32) throws {
    defer { folder.clean() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PseudoTerminal.product("kmslab"))
    process.environment = ["PATH": "/usr/bin:/bin", "XDG_STATE_HOME": folder.path]
    process.currentDirectoryURL = folder.url
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
    try process.runWithoutBlockedSignals()
    input.fileHandleForWriting.write(Data("echo ready\n".utf8))
    #expect(output.fileHandleForReading.availableData == Data("ready\n".utf8))
    kill(process.processIdentifier, number)
    #expect(try output.fileHandleForReading.readToEnd() ?? Data() == Data())
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == number)
  }

  /// The program at a terminal that was as it is now before.
  private func start(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> (terminal: PseudoTerminal, before: [UInt32]) {
    let program = ([PseudoTerminal.product("kmslab")] + arguments).joined(separator: " ")
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "echo ready; read x; exec \(program)"],
      environment: ["XDG_STATE_HOME": folder.path, "TMPDIR": folder.path].merging(environment) {
        $1
      })
    try terminal.expect("ready")
    let before = terminal.settings
    try terminal.send("\n")
    try terminal.expect("2025-01-01 $ ")
    return (terminal, before)
  }

  @Test(arguments: [["--ephemeral"], ["--ephemeral", "--plain"]], [SIGQUIT, SIGTERM, SIGHUP])
  func `The terminal is as before after a signal`(arguments: [String], number: Int32) throws {
    defer { folder.clean() }
    let (terminal, before) = try start(arguments)
    terminal.signal(number)
    #expect(try terminal.waitForExit() == .signal(number))
    #expect(terminal.settings == before)
    #expect(!terminal.text.contains("backtrace"))
    #expect(!terminal.text.contains("space"))
  }

  @Test(arguments: [["--ephemeral"], ["--ephemeral", "--plain"]], ["exit", ":"])
  func `An editor ends with the program, and nothing of it stays`(
    arguments: [String], answer: String
  ) throws {
    defer { folder.clean() }
    // An editor that changes the terminal; it listens to SIGTERM, or does not.
    try folder.write(
      """
      #!/bin/sh
      trap 'echo told >"\(folder.path)/told"; \(answer)' TERM
      stty -echo -icanon
      echo "editing $$ now"
      while :; do sleep 0.1; done

      """, to: "ed", runs: true)
    let (terminal, before) = try start(arguments, ["VISUAL": folder.path + "/ed"])
    try terminal.send("echo secret >f\r")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("edit f\r")
    try terminal.expect("editing ")
    let words = try terminal.expect(" now").split(separator: " ")
    let editor = try #require(words.first.flatMap { pid_t($0) })
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == .signal(SIGTERM))
    #expect(terminal.settings == before)
    #expect(kill(editor, 0) != 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!left.contains { $0.hasPrefix("kmslab-") }, "\(left)")
  }
}
