import Foundation
import Testing

/// Pictures on a terminal, which the program draws in its width and with its signs.
@Suite struct PictureTests {
  @Test(arguments: [
    ([:], [], "━", "│", "┈", "╋"), (["LC_ALL": "C"], [String](), "=", "|", ".", "o"),
    ([:], ["--plain"], nil, "", "", ""),
  ])
  func `A chart has the terminal's width and signs, and none is told`(
    environment: [String: String], arguments: [String], bar: String?, now: String, ahead: String,
    rotation: String
  ) throws {
    let all = ["XDG_STATE_HOME": "none", "NO_COLOR": "1"].merging(environment) { $1 }
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"] + arguments, environment: all, columns: 50)
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("K=$(aws kms create-key --query KeyMetadata.KeyId --output text)\r")
    try terminal.send("aws kms enable-key-rotation --key-id $K; advance 182d > /dev/null\r")
    try terminal.expect("2025-07-02 $ ")
    try terminal.send("timeline\r")
    let text = try terminal.expect("will rotate")
    guard let bar else {
      #expect(!text.contains("Enabled   "))
      return
    }
    let halves = [bar, ahead].map { String(repeating: $0, count: 18) }
    #expect(text.contains("  b4354338  \(halves[0])\(now)\(halves[1])\(rotation)"), "\(text)")
  }

  @Test func `Words break where the terminal is narrow, and a prompt has its own line`() throws {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"],
      environment: ["XDG_STATE_HOME": "none", "NO_COLOR": "1"], columns: 50)
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("printf hello\r")
    try terminal.expect("hello\n2025-01-01 $ ")
    try terminal.send("aws kms create-key --output off; explain\r")
    let text = try terminal.expect("=> permitted")
    let rows = text.split(separator: "\n")
    #expect(rows.allSatisfy { $0.count <= 50 || $0.contains("\u{1B}") }, "\(rows)")
  }

  @Test(arguments: [
    ([:], "", true), ([:], " | cat", false), ([:], " --color off", false),
    (["NO_COLOR": "1"], "", false), (["NO_COLOR": "1"], " --color on", true),
  ])
  func `A table has AWS CLI's colours on a terminal alone`(
    environment: [String: String], ending: String, isColoured: Bool
  ) throws {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"],
      environment: ["XDG_STATE_HOME": "none"].merging(environment) { $1 })
    try terminal.expect("2025-01-01 $ ")
    try terminal.send("aws kms list-keys --query '[[`1`]]' --output table\(ending)\r")
    try terminal.expect("|  1  ")
    let bytes = String(decoding: terminal.bytes, as: UTF8.self)
    #expect(bytes.contains("|  \u{1B}[1m\u{1B}[34m1\u{1B}[0m") == isColoured)
  }
}
