import Foundation
import Testing

/// The way of a newcomer who starts the program and reads nothing else.
@Suite struct FirstTenMinutesTests {
  @Test func `From the first prompt through the first lab, by mistakes`() throws {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), ["--ephemeral"], environment: ["XDG_STATE_HOME": "none"])
    try terminal.expect("Nothing here reaches AWS")
    try terminal.expect("next                  lesson 1 of ")
    try terminal.expect("2025-01-01 $ ")
    for (line, answers) in Self.conversation {
      try terminal.send(line + "\r")
      for answer in answers { try terminal.expect(answer) }
      try terminal.expect("2026-01-01 $ ")
    }
    try terminal.send("\u{04}")
    #expect(try terminal.waitForExit() == .code(0))
  }

  private static let conversation: [(String, [String])] = [
    ("next", ["A key of your own", "step 1 of 2", "Task: create a symmetric key", "Stuck: hint"]),
    (
      "aws kms create-kee --description \"lab key\"",
      ["^^^^^^^^^^ no such KMS operation; the nearest is create-key", "next: aws kms create-key"]
    ),
    (
      "KEY=$(aws kms create-key --description \"lab key\" --query KeyMetadata.KeyId --output text)",
      []
    ),
    (
      "check",
      ["[ ] the key alias/lab-key exists", "There is no", "wanted:", "see: aws kms list-aliases"]
    ),
    ("hint", ["A key comes first", "hint again"]),
    (
      "aws kms create-alias --alias-name lab-key --target-key-id $KEY",
      [
        "Alias must start with the prefix", "console adds the prefix",
        "next: aws kms create-alias --alias-name alias/lab-key",
      ]
    ),
    (
      "aws kms create-alias --alias-name alias/lab-key --target-key-id $KEY",
      ["AWS answers nothing", "[x] step 1", "AWS's defaults", "next goes on."]
    ),
    ("next", ["Its administrator and its user", "step 2 of 2", "Task: make alice"]),
    (
      "check",
      [
        "[ ] the key policy of alias/lab-key", "[x] alice may kms:Decrypt",
        "it was so when this step began",
      ]
    ),
    ("policy template admins-and-users --admin alice --user alice >p.json", []),
    (
      "aws kms put-key-policy --key-id $KEY --policy file://p.json",
      ["  ✓", "[x] step 2", "even if IAM stops allowing it"]
    ),
    (
      "check",
      ["[x] the key policy of alias/lab-key", "since your line: aws kms put-key-policy"]
    ),
    ("set quiet on", ["quiet        on"]),
    ("next", ["A key of your own: done. Next:", "quiz a-key-of-your-own asks"]),
    ("quiz a-key-of-your-own", ["enough ends the quiz", "a) an asymmetric customer managed key"]),
    ("a", ["Not quite.", "No: asymmetric keys are pairs"]),
    ("prove", ["In a world of its own", "SYMMETRIC_DEFAULT"]),
    ("enough", ["0 of 1 right"]),
    ("recap", ["[x] step 1", "[x] step 2"]),
  ]
}
