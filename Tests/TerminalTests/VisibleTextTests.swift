import Terminal
import Testing

/// Text from elsewhere steers no terminal.
@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain text, é, 日本, 😀\n\ttab", "plain text, é, 日本, 😀\n\ttab"),  // as it is
    ("\u{1B}[2J", "\\x1b[2J"),  // clears the screen
    ("\u{1B}]0;title\u{07}", "\\x1b]0;title\\x07"),  // names the window
    ("\u{9B}31m", "\\x9b31m"),  // the same in one character, ECMA-48's C1
    ("a\u{08}b\rc\u{7F}", "a\\x08b\\x0dc\\x7f"),  // overwrites what stands there
    ("a\r\nb", "a\r\nb"),  // a line break of Windows
    ("\r\r\n", "\\x0d\r\n"),  // the first is none
    ("user\u{202E}txt.exe", "user\\u202etxt.exe"),  // turns the order of letters
    ("\u{2066}x\u{2069}\u{200F}", "\\u2066x\\u2069\\u200f"), ("\0", "\\x00"), ("", ""),
  ])
  func `Control characters are signs`(text: String, shown: String) {
    #expect(VisibleText.of(text) == shown)
    #expect(VisibleText.of(Array(text.utf8)) == shown)
    #expect(VisibleText.of(shown) == shown)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\\xffb"), ([0xC3], "\\xc3"), ([0xE2, 0x82, 0x61], "\\xe2\\x82a"),
      ([0xFF, 0x1B, 0xC3, 0xA9], "\\xff\\x1bé"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
    ] as [([UInt8], String)])
  func `Bytes that are no UTF-8 are signs`(bytes: [UInt8], shown: String) {
    #expect(VisibleText.of(bytes) == shown)
  }

  @Test func `The colours of a table stay, and nothing else does`() {
    let text = "|\u{1B}[1m\u{1B}[34mx\u{1B}[2J\u{1B}[0m|\u{1B}[5m"
    #expect(
      VisibleText.of(Array(text.utf8), keepingColours: true)
        == "|\u{1B}[1m\u{1B}[34mx\\x1b[2J\u{1B}[0m|\\x1b[5m")
    #expect(!VisibleText.of(Array(text.utf8)).contains("\u{1B}"))
  }

  /// Everything that somebody else may have named, with an escape sequence in it.
  private static let lines = [
    "KEY=$(aws kms create-key --description \"$(printf 'd\\033]0;x\\007')\" --query KeyMetadata.KeyId --output text)",
    "aws kms tag-resource --key-id $KEY --tags \"TagKey=a,TagValue=$(printf 't\\033[2J')\"",
    "aws kms describe-key --key-id $KEY --output text",
    "aws kms list-resource-tags --key-id $KEY --output table", "inspect $KEY",
    "aws s3 mb s3://a-bucket-of-mine",
    "printf 'o\\033[2J' | aws s3 cp - \"s3://a-bucket-of-mine/$(printf 'k\\033[2J')\"",
    "aws s3 ls s3://a-bucket-of-mine",
    "aws s3 cp \"s3://a-bucket-of-mine/$(printf 'k\\033[2J')\" -",
    "inspect \"s3://a-bucket-of-mine/$(printf 'k\\033[2J')\"", "trail", "timeline", "explain",
    "aws s3api get-object --bucket a-bucket-of-mine --key \"$(printf 'z\\033[2J')\" x",
    "aws kms enc\u{301} \"$(printf '\\033[2J')\"", "printf '\\377\\033[2J\\n'",
    "diff", "history",
  ]

  @Test(arguments: [[], ["--plain"]])
  func `No command lets foreign sequences through to a terminal`(options: [String]) throws {
    let terminal = try PseudoTerminal(
      PseudoTerminal.product("kmslab"), options + ["--ephemeral"],
      environment: ["NO_COLOR": "1", "XDG_STATE_HOME": "none"])
    try terminal.expect("2025-01-01 $ ")
    for line in Self.lines {
      try terminal.send(line + "\r")
      try terminal.expect("2025-01-01 $ ")
    }
    let raw = terminal.raw
    for sequence in ["\u{1B}[2J", "\u{1B}]0;x", "\u{07}", "\u{9B}"] {
      #expect(!raw.contains(sequence), "\(sequence.debugDescription)")
    }
    #expect(raw.contains("\\x1b[2J") && raw.contains("\\x1b]0;x\\x07"))
  }

  @Test func `In a pipe the bytes stay as they are`() throws {
    let folder = try ProgramFolder()
    defer { folder.clean() }
    let script =
      "printf 'a\\033[2J\\n'\naws kms create-key --description \"$(printf '\\033[2J')\" --query KeyMetadata.Description --output text\n"
    #expect(try folder.run([], input: script).text == "a\u{1B}[2J\n\u{1B}[2J\n")
  }

  @Test func `Tables for teachers show what a file's name and lines would do`() throws {
    let folder = try ProgramFolder()
    defer { folder.clean() }
    _ = try folder.run([], input: "learn 1\nsave ada.lab.md\n")
    let text = try folder.text(of: "ada.lab.md")
    try folder.write(text, to: "e\u{1B}[2Jve.lab.md")
    try folder.write(
      text.replacing("seed: 1\n", with: "seed: \u{1B}[2J\n"), to: "odd.lab.md")
    for format in ["table", "csv"] {
      let terminal = try PseudoTerminal(
        PseudoTerminal.product("kmslab"),
        ["grade", "a-key-of-your-own", folder.path, "--format", format],
        environment: ["XDG_STATE_HOME": "none"])
      _ = try terminal.waitForExit()
      #expect(!terminal.raw.contains("\u{1B}[2J"), "\(terminal.raw.debugDescription)")
      #expect(terminal.raw.contains("e\\x1b[2Jve"))
      #expect(terminal.raw.contains("\\x1b[2J is no seed"))
    }
  }
}
