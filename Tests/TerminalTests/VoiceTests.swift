import Foundation
import Testing

@testable import Terminal

/// The program's own words, dressed for a terminal.
@Suite struct VoiceTests {
  private static let text = """
    aws: [ERROR]: An error occurred (X) when calling the Y operation: z
      aws kms create-kee
              ^^^^^^^^^^ no such KMS operation; the nearest is create-key
      next: aws kms create-key
    [x] step 1 → done…
    [ ] step 2
    {
        "Keys": ["^^", "next: x"]
    }

    """

  private func voice(_ environment: [String: String], isPlain: Bool = false) -> Voice {
    var facts = Presentation.Facts()
    facts.environment = ["TERM": "xterm", "LANG": "C.UTF-8"].merging(environment) { $1 }
    facts.isPlain = isPlain
    return Voice(Presentation(facts))
  }

  @Test func `Colours change nothing but colours`() {
    let dressed = voice([:]).dressed(Self.text)
    #expect(dressed != Self.text)
    let plain = dressed.replacingOccurrences(
      of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
    #expect(plain == Self.text)
  }

  @Test(arguments: [
    ("  next: whoami", "\u{1B}[36m  next: whoami\u{1B}[0m"),
    ("[x] step 1", "\u{1B}[32m[x]\u{1B}[0m step 1"),
    ("    ^^ wrong", "    \u{1B}[31m^^\u{1B}[0m wrong"),
    ("aws: [ERROR]: x", "\u{1B}[31maws: [ERROR]:\u{1B}[0m x"),
    ("^ at the left", "^ at the left"), ("  ^^x", "  ^^x"), ("\"next: x\"", "\"next: x\""),
  ]) func `What a line is decides its colour`(line: String, expected: String) {
    #expect(voice([:]).dressed(line) == expected)
  }

  @Test func `Without colours and with UTF-8 the text stays as it is`() {
    #expect(voice(["NO_COLOR": "1"]).dressed(Self.text) == Self.text)
  }

  @Test func `Without UTF-8 signs become ASCII and other letters stay`() {
    let voice = voice(["NO_COLOR": "1", "LANG": "C"])
    #expect(voice.dressed("a → b… ├─┤ é") == "a -> b... +-+ é")
  }

  @Test func `For a screen reader signs are words`() {
    let lines = voice([:], isPlain: true).dressed(Self.text).split(separator: "\n").map(String.init)
    #expect(lines[2] == "  at create-kee: no such KMS operation; the nearest is create-key")
    #expect(lines[4] == "done: step 1 → done…")
    #expect(lines[5] == "not yet: step 2")
  }
}
