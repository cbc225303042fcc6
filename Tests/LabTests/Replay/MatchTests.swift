import Lab
import Sessions
import Testing

/// A lab file made of blocks, with the plainest front matter.
func lab(_ body: String, header: String = "lab: test") -> [UInt8] {
  Array("---\n\(header)\n---\n\(body)\n".utf8)
}

/// The differences of one command with an expected output.
func differences(_ command: String, _ expected: [String]) throws -> [Difference] {
  let lines = ["```console", "$ \(command)"] + expected + ["```"]
  return try Replay(lab(lines.joined(separator: "\n"))).differences
}

struct MatchTests {
  /// A command's output, and an expectation.
  struct Row: CustomTestStringConvertible {
    let printed: String
    let expected: [String]
    var testDescription: String { "\(printed) \(expected)" }

    init(_ printed: String, _ expected: String...) {
      self.printed = printed
      self.expected = expected
    }
  }

  @Test(arguments: [
    Row(#"one\n"#, "one"),
    Row(#"one\ntwo\n"#, "one", "two"),
    Row(#"one\n\ntwo\n"#, "one", "", "two"),
    // Any lines: none, some, at any place, several times.
    Row("", "..."),
    Row(#"one\n"#, "..."),
    Row(#"one\n"#, "...", "one"),
    Row(#"one\n"#, "one", "..."),
    Row(#"a\nb\nc\n"#, "a", "...", "c"),
    Row(#"a\nb\na\nb\nc\n"#, "...", "b", "c"),
    Row(#"a\nb\nc\nd\n"#, "...", "b", "...", "d"),
    Row(#"a\nb\n"#, "...", "...", "b"),
    // Any text within a line: none, some, several times.
    Row(#"one two\n"#, "[..]"),
    Row(#"one two\n"#, "one[..]two"),
    Row(#"one two\n"#, "[..] two"),
    Row(#"one two\n"#, "one [..]"),
    Row(#"aXbXc\n"#, "a[..]X[..]c"),
    Row(#"ab\n"#, "a[..]b"),
    Row(#"abab\n"#, "[..]ab"),
    // Names: bound at the first use, equal afterwards.
    Row(#"id 42\n"#, "id [ID]"),
    Row(#"42 42\n"#, "[ID] [ID]"),
    Row(#"42\n42\n"#, "[ID]", "[ID]"),
    Row(#"a-b-a-b-x\n"#, "[A]-[B]-[A]-[B]-x"),
    Row(#"x 1 2 y\n"#, "x [KEY_1] [KEY-2] y"),
    Row(#"aba\n"#, "[N]b[N]"),
    // What is no name and no elision.
    Row(#"[] [.] [x] [1]\n"#, "[] [.] [x] [1]"),
    Row(#"aws: [ERROR]: x\n"#, "aws: [ERROR]: x"),
    // A mark before a line makes it mean itself.
    Row(#"$ one\n"#, #"\$ one"#),
    Row(#"> one\n"#, #"\> one"#),
    Row(#"? 1\n"#, #"\? 1"#),
    Row(#"...\n"#, #"\..."#),
    Row(#"[..]\n"#, #"\[..]"#),
    Row(#"[ID]\n"#, #"\[ID]"#),
    Row(#"\\one\n"#, #"\\one"#),
    Row("one", "one", #"\ no line break"#),
    Row(#"\\ no line break\n"#, #"\\ no line break"#),
    Row("one", "one", "..."),
    // Texts beyond ASCII, and a mark before a combining character.
    Row(#"é ü\n"#, "é [..]"),
  ])
  func `An output matches`(row: Row) throws {
    let found = try differences("printf '\(row.printed)'", row.expected)
    #expect(found.isEmpty, "\(found.first?.diff ?? "")")
  }

  @Test(arguments: [
    Row(#"one\n"#),
    Row("", "one"),
    Row(#"one\n"#, "two"),
    Row(#"one\n"#, "one", "two"),
    Row(#"one\ntwo\n"#, "one"),
    Row(#"one\n"#, "one", ""),
    Row(#"a\nb\n"#, "...", "a"),
    Row(#"a\nb\n"#, "b", "..."),
    Row(#"a\nb\nc\n"#, "a", "...", "d", "...", "c"),
    Row(#"one two\n"#, "one[..]three"),
    Row(#"one two\n"#, "two[..]"),
    Row(#"ab\n"#, "ab[..]b"),
    Row(#"42 43\n"#, "[ID] [ID]"),
    Row(#"42\n43\n"#, "[ID]", "[ID]"),
    Row(#"\n"#, "[ID]"),
    Row(#"ID\n"#, #"\[ID]"#),
    Row(#"x\n"#, #"\..."#),
    Row("one", "one"),
    Row(#"one\n"#, "one", #"\ no line break"#),
    Row(#"\\ no line break\n"#, #"\ no line break"#),
    Row(#"[ERR]: x\n"#, "[ERROR]: x"),
    // Equal to the eye, other bytes.
    Row(#"e\xcc\x81\n"#, "é"),
    Row(#"one\r\n"#, "one"),
  ])
  func `An output does not match`(row: Row) throws {
    #expect(try differences("printf '\(row.printed)'", row.expected).count == 1)
  }

  @Test func `A name is used in the commands behind it`() throws {
    let replay = try Replay(
      lab(
        """
        ```console
        $ aws kms create-key --query KeyMetadata.KeyId --output text
        [KEY]
        $ aws kms describe-key --key-id [KEY] --query KeyMetadata.Arn
        "arn:aws:kms:us-east-1:111122223333:key/[KEY]"
        $ echo [KEY] | tr -d 0-9a-f
        ----
        $ echo '[OTHER]' '[..]'
        \\[OTHER] [..]
        ```
        """))
    #expect(replay.differences.isEmpty, "\(replay.differences.map(\.diff))")
    #expect(replay.steps[1].command.contains("--key-id \(replay.steps[0].output.prefix(36)) "))
  }

  @Test func `A name keeps its value after a difference`() throws {
    let replay = try Replay(
      lab(
        """
        ```console
        $ printf 'a long value 123\\nb\\n'
        [ID]
        c
        $ echo [ID]
        a long value 123
        ```
        """))
    #expect(replay.differences.map(\.line) == [5])
    #expect(replay.differences.first?.found == ["[ID]", "b"])
  }

  @Test func `Many elisions take no time`() throws {
    let elided = String(repeating: "[..]a", count: 200)
    let found = try differences("printf '%05000d\\n' 0", [elided])
    #expect(found.count == 1)
    let lines = Array(repeating: ["...", "x"], count: 200).flatMap { $0 }
    #expect(try differences("echo y", lines).count == 1)
  }
}
