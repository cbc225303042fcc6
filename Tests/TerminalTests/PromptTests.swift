import Foundation
import Testing

/// What somebody sees who starts the program at a terminal.
@Suite struct PromptTests {
  /// Where the program runs.
  private let terminal: PseudoTerminal

  /// Starts the program with a home of its own and waits until it asks.
  init() throws {
    terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), environment: ["XDG_STATE_HOME": "none"])
    try terminal.expect("help first-steps")
    try terminal.expect("2025-01-01 $ ")
  }

  /// Types a line, expects the texts in order and the prompt after them.
  private func type(_ line: String, _ answers: String..., prompt: String = "2025-01-01 $ ") throws {
    try terminal.send(line + "\r")
    for answer in answers { try terminal.expect(answer) }
    try terminal.expect(prompt)
  }

  @Test func `The first lesson can be typed, and the prompt shows the simulated date`() throws {
    try type("KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)")
    try type(
      "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY", "create-alias worked")
    try type("aws kms enable-key-rotation --key-id $KEY")
    try type("advance 365d", "RotateKey", "now 2026-01-01", prompt: "2026-01-01 $ ")
    try type("undo", "undone: advance 365d")
  }

  @Test func `A wrong operation is pointed at, and the nearest named`() throws {
    try type(
      "aws kms create-kee --description x", "  aws kms create-kee --description x",
      "          ^^^^^^^^^^ no such KMS operation; the nearest is create-key",
      "next: aws kms create-key")
  }

  @Test func `An error of AWS is followed by why and by a line that helps`() throws {
    try type(
      "aws kms create-alias --alias-name lab-key --target-key-id x",
      "aws: [ERROR]: An error occurred (ValidationException) when calling the CreateAlias operation",
      "web console adds the prefix", "next: aws kms create-alias --alias-name alias/lab-key")
  }

  @Test func `A line goes on after a backslash, and Control-C drops it whole`() throws {
    try terminal.send("aws kms \\\r")
    try terminal.expect("> ")
    try terminal.send("\u{03}")
    try terminal.expect("2025-01-01 $ ")
    try type("whoami", "alice")
  }

  @Test func `Control-D on an empty line ends with the status of the last command`() throws {
    try type("aws kms describe-key --key-id alias/none", "NotFoundException")
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .code(254))
  }

  @Test func `Quit takes a status`() throws {
    try terminal.send("quit 3\r")
    #expect(try terminal.waitForExit() == .code(3))
  }
}
