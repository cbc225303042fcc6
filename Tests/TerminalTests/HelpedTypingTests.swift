import Foundation
import Testing

/// What only a terminal shows of the help while typing.
@Suite struct HelpedTypingTests {
  private func start(
    _ arguments: [String] = [], _ environment: [String: String] = [:], columns: UInt16 = 100
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"] + arguments,
      environment: ["XDG_STATE_HOME": "none"].merging(environment) { $1 }, columns: columns)
    try terminal.expect("2025-01-01 $ ")
    return terminal
  }

  @Test func `Tab completes, lists with descriptions, and goes through the list`() throws {
    let terminal = try start()
    try terminal.send("whoa\t")
    try terminal.expect("whoami ")
    try terminal.send("\u{15}aws kms cre\t")
    try terminal.expect("create-alias ")
    try terminal.expect("Gives a key another name.")
    try terminal.expect("create-key")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\t")
    try terminal.expect("create-alias")
    try terminal.send("\t\t\u{1B}[Z\u{1B}[Z\u{1B}[Z --x\r")
    // Three on, and three back: what was typed.
    try terminal.expect("no such KMS operation")
    try terminal.expect("2025-01-01 $ ")
  }

  @Test func `Tab on an empty line takes the next line of the error, and does not run it`() throws {
    let terminal = try start()
    try terminal.send("aws kms list-kys\r")
    try terminal.expect("next: aws kms list-keys")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\t")
    try terminal.expect("aws kms list-keys")
    try terminal.send("\r")
    try terminal.expect("\"Keys\": []")
  }

  @Test(arguments: ["\u{1B}[C", "\u{1B}[F", "\u{05}", "\u{06}"])
  func `The grey continuation is taken by Right and End`(key: String) throws {
    let terminal = try start()
    try terminal.send("whoa")
    try terminal.expect("whoami")
    try terminal.send(key + "\r")
    try terminal.expect("user/alice")
  }

  @Test func `A block of AWS's documentation is pasted as it stands`() throws {
    let terminal = try start()
    let block =
      "$ aws kms create-key \\\n    --description pasted # a comment\n# another\n$ clock\n"
    try terminal.send("\u{1B}[200~\(block)\u{1B}[201~")
    try terminal.expect("\"Description\": \"pasted\"")
    try terminal.expect("now   2025-01-01")
  }

  @Test func `The prompt at the right tells who calls, and gives way to the line`() throws {
    let terminal = try start()
    try terminal.expect("alice 111122223333 us-east-1")
    let narrow = try start(columns: 50)
    try narrow.send("as bob\r")
    try narrow.expect("user/bob")
    try narrow.expect("2025-01-01 $ ")
    #expect(!narrow.text.contains("111122223333 us-east-1"))
  }

  @Test func `NO_COLOR leaves the keys and takes colours and continuation`() throws {
    let terminal = try start([], ["NO_COLOR": "1"])
    try terminal.send("whoa\t\r")
    try terminal.expect("user/alice")
    try terminal.send("aws kms lst\r")
    try terminal.expect("next: ")
    #expect(!terminal.raw.contains(/\u{1B}\[[0-9;]*m/))
  }

  @Test(arguments: [["--plain"], []])
  func `Plainly, nothing is redrawn and choices have numbers`(arguments: [String]) throws {
    let terminal = try start(arguments, ["TERM": arguments.isEmpty ? "dumb" : "xterm"])
    try terminal.send("aws kms create-a\t\n")
    try terminal.expect("2025-01-01 $ aws kms create-alias ")
    try terminal.send("--\t\n")
    try terminal.expect("1: --alias-name, needed: ")
    try terminal.send("1\n")
    try terminal.expect("2025-01-01 $ aws kms create-alias --alias-name ")
    try terminal.send("\u{03}")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("aws kms create-kee\n")
    try terminal.expect(
      arguments.isEmpty
        ? "^^^^^^^^^^ no such KMS operation" : "at create-kee: no such KMS operation")
    try terminal.send("quit 4\n")
    #expect(try terminal.waitForExit() == .code(4))
    #expect(!terminal.raw.contains("\u{1B}"))
  }

  @Test func `vi mode is chosen in editrc`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)").path
    try "kmslab:bind -v\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let terminal = try start([], ["EDITRC": path])
    try terminal.send("echo oneX\u{1B}xA two\r")
    try terminal.expect("\none two")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("whoa\t\r")
    try terminal.expect("user/alice")
    try terminal.expect("2025-01-01 $ ")
    // The keys of a keyboard begin with Escape, and are none in either mode.
    try terminal.send("cho b\u{1B}[He\u{1B}OF!\u{1B}[D\u{1B}[Da\u{1B}[3~\r")
    try terminal.expect("\na!")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("echo half\u{1B}[B!\u{1B}[A\u{1B}[B\u{1B}[F?\r")
    try terminal.expect("\nhalf!?")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("\u{1B}[200~$ echo x\r$ echo y\r\u{1B}[201~")
    try terminal.expect("\nx")
    try terminal.expect("\ny")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("whoa")
    try terminal.expect("whoami")
    try terminal.send("\u{1B}[C\r")
    try terminal.expect("user/alice")
  }

  @Test func `Wide characters and a line over rows keep their colours in place`() throws {
    let terminal = try start(columns: 40)
    try terminal.send("echo 日本日本日本日本日本日本日本日本")
    try terminal.expect("日本日本日本")
    try terminal.send("\u{01}\u{1B}[C\u{05}!\r")
    try terminal.expect("\n日本日本日本日本日本日本日本日本!")
  }

  @Test func `edit opens a virtual file in the editor, which leaves nothing behind`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = "f() { stat -c %a \"$1\"; read -p 'editing> ' x; echo \"$x\" >>\"$1\"; }; f"
    let terminal = try start([], ["EDITOR": script, "TMPDIR": folder])
    try terminal.send("echo old >n.txt; edit n.txt\r")
    try terminal.expect("600")
    try terminal.expect("editing> ")
    try terminal.send("new\n")
    try terminal.expect("n.txt: 8 bytes")
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("cat n.txt\r")
    try terminal.expect("old\nnew")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test func `An editor that is killed with the program leaves nothing behind`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kmslab-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let terminal = try start([], ["EDITOR": "echo editing; read x; :", "TMPDIR": folder])
    try terminal.send("edit n.txt\r")
    try terminal.expect("editing")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForExit() == .signal(SIGTERM))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}
