#if Server
  import Foundation
  import Testing

  /// `serve` typed at the prompt.
  @Suite struct ServeAtPromptTests {
    private let folder: ProgramFolder

    init() throws { folder = try ProgramFolder() }

    /// A prompt that serves its world, and where.
    private func start(
      _ arguments: [String] = ["--ephemeral"], line: String = "serve --port 0"
    ) throws -> (terminal: PseudoTerminal, url: String) {
      let terminal = try PseudoTerminal(
        PseudoTerminal.product("kmslab"), arguments, environment: ["XDG_STATE_HOME": folder.path],
        columns: 100)
      try terminal.expect("2025-01-01 $ ")
      try terminal.send(line + "\r")
      try terminal.expect("served on ")
      let url = try terminal.expect(";").dropLast()
      try terminal.expect("serve off ends it")
      try terminal.expect("2025-01-01 $ ")
      return (terminal, String(url))
    }

    @Test func `What clients do appears above the line that is typed, and is known to it`() throws {
      defer { folder.clean() }
      let (terminal, url) = try start()
      try terminal.send("aws s3 ls s3:")
      _ = try ServedWorld.ask(url, "line", "aws s3 mb s3://photos-1; advance 1d")
      try terminal.expect("2025-01-02 00:00:00 - line: aws s3 mb s3://photos-1; advance 1d 0")
      try terminal.expect("2025-01-02 $ aws s3 ls s3:")
      try terminal.send("//ph\t\r")
      try terminal.expect("photos-1/")
      try terminal.expect("2025-01-02 $ ")
      try terminal.send("undo\r")
      try terminal.expect("undone: aws s3 mb")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("serve\r")
      try terminal.expect("served already on \(url)")
      try terminal.send("serve off\r")
      try terminal.expect("\(url) is closed")
      try terminal.expect("2025-01-01 $ ")
      #expect(try ServedWorld.ask(url, "health").isEmpty)
      try terminal.send("quit\r")
      #expect(try terminal.waitForExit() == .code(0))
    }

    @Test func `quit behind serve ends as it does behind any line that went well`() throws {
      defer { folder.clean() }
      let (terminal, _) = try start()
      try terminal.send("cat nothing\r")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("serve\r")
      try terminal.expect("served already on")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("quit\r")
      #expect(try terminal.waitForExit() == .code(0))
    }

    @Test func `Quiet shows no call, and the end of the session closes the port`() throws {
      defer { folder.clean() }
      let (terminal, url) = try start(line: "serve --port 0 --quiet")
      #expect(try ServedWorld.ask(url, "line", "advance 1d").contains("2025-01-02"))
      try terminal.send("whoami\r")
      try terminal.expect("user/alice")
      try terminal.expect("2025-01-02 $ ")
      #expect(!terminal.text.contains("line: advance"))
      try terminal.send("\u{04}")
      #expect(try terminal.waitForExit() == .code(0))
      #expect(try ServedWorld.ask(url, "health").isEmpty)
    }

    @Test func `Clients reach no file of the computer, and begin no other world`() throws {
      defer { folder.clean() }
      let (terminal, url) = try start(["--session", "a"])
      #expect(try ServedWorld.ask(url, "line", "import /etc/passwd").contains("no way to files"))
      #expect(try ServedWorld.ask(url, "line", "new").contains("a matter of the prompt"))
      #expect(try ServedWorld.ask(url, "reset").contains("session at a prompt"))
      try terminal.send("quit 0\r")
      #expect(try terminal.waitForExit() == .code(0))
    }

    @Test func `What clients did is kept before it is answered, in the one session`() throws {
      defer { folder.clean() }
      let (terminal, url) = try start(["--session", "a"])
      try terminal.send("echo x > f\r")
      try terminal.expect("2025-01-01 $ ")
      for line in ["new", "resume b", "delete b"] {
        try terminal.send(line + "\r")
        try terminal.expect("serve off, then go to another")
        try terminal.expect("2025-01-01 $ ")
      }
      #expect(try ServedWorld.ask(url, "line", "advance 1d").contains("2025-01-02"))
      terminal.signal(SIGKILL)
      #expect(try terminal.waitForExit() == .signal(SIGKILL))
      let output = try folder.run(["--session", "a", "--", "clock"])
      #expect(output.text.contains("2025-01-02"))
    }

    @Test func `A port that is taken is told, and the prompt goes on`() throws {
      defer { folder.clean() }
      let world = try ServedWorld()
      let port = try #require(world.url.split(separator: ":").last)
      let terminal = try PseudoTerminal(
        PseudoTerminal.product("kmslab"), ["--ephemeral"],
        environment: ["XDG_STATE_HOME": folder.path])
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("serve --port \(port)\r")
      try terminal.expect("port \(port) of 127.0.0.1 is in use")
      try terminal.expect("2025-01-01 $ ")
      try terminal.send("serve off\r")
      try terminal.expect("nothing was served")
    }

    @Test func `A script serves nothing, and says what does`() throws {
      defer { folder.clean() }
      let output = try folder.run(["--coach"], input: "serve\n")
      #expect(output.text.contains("only a prompt at a terminal serves its world"))
      #expect(output.text.contains("kmslab serve"))
      #expect(output.status == 1)
    }
  }
#endif
