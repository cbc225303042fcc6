import Lab
import Sessions
import Testing

struct ReplayTests {
  private func differences(_ body: String, header: String = "lab: test") throws -> [Difference] {
    try Replay(lab(body, header: header)).differences
  }

  private func fault(_ text: String) -> LabFileError? {
    do throws(LabFileError) {
      _ = try Replay(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `Commands of several lines run as one`() throws {
    let replay = try Replay(
      lab("```console\n$ echo a \\\n> b\na b\n$ cat <<EOF\n> x\n>\n> y\n> EOF\nx\n\ny\n```"))
    #expect(replay.differences.isEmpty)
    #expect(replay.steps.map(\.command) == ["echo a \\\nb", "cat <<EOF\nx\n\ny\nEOF"])
  }

  @Test func `A command that never ends is told`() throws {
    let found = try Replay(lab("```console\n$ echo 'a\n? 2\n$ echo b\nb\n```"))
    #expect(found.steps.map(\.status) == [2, 0])
    #expect(found.differences.map(\.line) == [5])
  }

  @Test(arguments: [
    ("```console\n$ cat x\n...\n```", ["? 1"]), ("```console\n$ echo\n\n? 1\n```", []),
    ("```console\n$ cat x\n...\n? 2\n```", ["? 1"]),
  ])
  func `A status that is not expected is a difference`(row: (body: String, tail: [String])) throws {
    let found = try differences(row.body)
    #expect(found.count == 1)
    #expect(found.first?.found.dropFirst() == row.tail[...])
  }

  @Test func `A difference has line, command and a unified diff`() throws {
    let found = try differences("prose\n\n```console\n$ printf 'a\\nb\\nc\\n'\na\nB\nc\n? 3\n```")
    let difference = try #require(found.first)
    #expect(difference.line == 7)
    #expect(
      difference.report(path: "x.lab.md") == """
        x.lab.md:7: $ printf 'a\\nb\\nc\\n'
        --- expected
        +++ printed
        @@ -8,4 +8,3 @@
         a
        -B
        +b
         c
        -? 3

        """)
  }

  @Test func `Far differences stand in hunks of their own`() throws {
    let numbers = (1...30).map(String.init)
    var expected = numbers
    expected[2] = "x"
    expected[25] = "y"
    let command = "printf '\(numbers.joined(separator: "\\n"))\\n'"
    let found = try LabTests.differences(command, expected)
    let hunks = found.first?.diff.split(separator: "\n").filter { $0.hasPrefix("@@") }
    #expect(hunks == ["@@ -6,6 +6,6 @@", "@@ -28,7 +28,7 @@"])
  }

  @Test func `The front matter says where the session starts`() throws {
    let header = """
      seed: 7
      start: 2030-05-06T00:00:00Z
      region: eu-west-1
      account: 123456789012
      """
    let body = """
      ```console
      $ clock --output json --query x
      ...
      ? 2
      $ clock
        now   2030-05-06 00:00:00
        nothing is scheduled
      $ aws kms create-key --query KeyMetadata.Arn --output text
      arn:aws:kms:eu-west-1:123456789012:key/[..]
      ```
      """
    #expect(try differences(body, header: header).isEmpty)
    let other = try Replay(lab("```console\n$ aws kms create-key\n...\n```", header: "seed: 8"))
    let first = try Replay(lab("```console\n$ aws kms create-key\n...\n```", header: "seed: 7"))
    #expect(other.steps.first?.output != first.steps.first?.output)
  }

  @Test func `The session explains nothing unless the file is of one that did`() throws {
    let body = "```console\n$ hlep\n...\n? 127\n```"
    #expect(try Replay(lab(body)).steps.first?.output.hasPrefix("kmslab: hlep") == true)
    let coached = try Replay(lab(body, header: "coach: true"))
    #expect(coached.steps.first?.output.hasPrefix("  hlep\n  ^^^^") == true)
  }

  @Test func `A given block may print anything, but has to succeed`() throws {
    let body = """
      ```given
      $ aws kms create-key
      $ cat nothing
      ```
      ```given
      $ echo a
      b
      ```
      """
    #expect(try differences(body).map(\.line) == [6, 9])
  }

  @Test func `A file block sets a virtual file`() throws {
    let body = """
      ````file name=note.txt
      one
      ```
      ````
      ```console
      $ cat note.txt
      one
      \\```
      $ import note.txt
      kmslab: note.txt: No such file or directory
      ...
      ? 1
      ```
      """
    #expect(try differences(body).isEmpty)
  }

  @Test func `An imported file is on the pretended disk`() throws {
    let body = """
      ```file import encoding=base64 name=~
      aGVs
      bG8K
      ```
      """
    #expect(fault(String(decoding: lab(body), as: UTF8.self))?.line == 5)
    let fixed = body.replacing("~", with: "YS50eHQ=") + "\n```console\n$ import a.txt\n"
    #expect(try differences(fixed + "  a.txt  6 bytes\n$ cat a.txt\nhello\n```").isEmpty)
  }

  @Test func `A saved session is loaded within a replay`() throws {
    let body = """
      ```console
      $ echo a > a
      $ save s.lab.md
      [..]
      $ reset
      [..]
      $ load s.lab.md
      ...
      $ cat a
      a
      ```
      """
    #expect(try differences(body).isEmpty)
  }

  @Test func `An alternative starts where the solution did, and is forgotten`() throws {
    let body = """
      ```console
      $ echo x > first
      ```
      ```console
      $ echo a > a
      $ ls
      a
      first
      ```
      ```console alt=2
      $ echo b > b
      $ ls
      b
      first
      ```
      ```console alt=3
      $ ls
      first
      ```
      ```console
      $ ls
      a
      first
      ```
      """
    #expect(try differences(body).isEmpty)
  }

  @Test func `A proof runs in a new session, and nothing of it remains`() throws {
    let body = """
      ```console
      $ aws kms create-key --query KeyMetadata.KeyId --output text
      [KEY]
      $ echo a > a
      ```
      ```prove
      $ ls
      $ aws kms list-keys --query Keys
      []
      $ echo '[KEY]'
      \\[KEY]
      $ aws kms create-key --query KeyMetadata.Arn --output text
      [KEY]
      $ echo b > b
      $ save s.lab.md
      [..]
      $ quit
      ```
      ```prove
      $ ls
      $ load s.lab.md
      ...
      ? 1
      ```
      ```console
      $ ls
      a
      $ aws kms list-keys --query 'Keys[].KeyId' --output text
      [KEY]
      ```
      """
    #expect(try differences(body).isEmpty)
    let wrong = try differences("```prove\n$ echo a\nb\n```")
    #expect(wrong.map(\.line) == [5])
    #expect(wrong.first?.found == ["a"])
  }

  @Test func `Prose and other blocks are passed over`() throws {
    let body = """
      # Title
      Inline ```code``` is no block.
      ```hint
      $ not run
      ```
      ```
      $ not run
      ```
      ````text
      ```console
      $ not run
      ```
      ````
      ```console
      ```
      """
    #expect(try Replay(lab(body)).steps.isEmpty)
  }

  @Test func `Windows line ends are line ends`() throws {
    let text = String(
      decoding: lab("```console\n$ echo a \\\n> b\na b\n$ cat x\n...\n? 1\n```"), as: UTF8.self)
    let windows = Array(text.replacing("\n", with: "\r\n").utf8)
    #expect(try Replay(windows).differences.isEmpty)
    #expect(try Replay.updated(windows) == windows)
    let wrong = Array(text.replacing("\na b", with: "\nc").replacing("\n", with: "\r\n").utf8)
    #expect(try Replay.updated(wrong) == windows)
  }

  @Test(arguments: [
    ("", 1), ("no front matter", 1), ("---\nlab: x\n", 3), ("---\nno value\n---\n", 2),
    ("---\nseed: many\n---\n", 2), ("---\nlab: x\nstart: soon\n---\n", 3),
    ("---\nregion: nowhere\n---\n", 2), ("---\naccount: 1\n---\n", 2),
    ("---\n---\n```console\n$ echo\n", 3), ("---\n---\n```console\nno command\n```\n", 4),
    ("---\n---\n```console\n$ echo\n\n? x\n```\n", 6), ("---\n---\n```file\nx\n```\n", 3),
    ("---\n---\n\n```file name=../x\nx\n```\n", 4),
    ("---\n---\n```console\n$ quit\n$ echo\n```\n", 5),
  ])
  func `A wrong file is told with its line`(row: (text: String, line: Int)) {
    #expect(fault(row.text)?.line == row.line, "\(String(describing: fault(row.text)))")
  }

  @Test func `A file that is no text is told`() {
    #expect(throws: LabFileError.self) { try Replay([0xFF, 0xFE, 0x0A]) }
  }

  @Test func `A file of 10,000 lines replays and updates in seconds`() throws {
    let good = (0..<2_500).flatMap { ["$ echo \($0)", "\($0)", "$ printf 'a\\nb\\n'", "..."] }
    let text = "```console\n" + good.joined(separator: "\n") + "\n```"
    let start = ContinuousClock.now
    #expect(try differences(text).isEmpty)
    let wrong = try Replay.updated(lab(text.replacing("\n...", with: "\n...\nc")))
    #expect(wrong == lab(text.replacing("\n...", with: "\n...\nb")))
    let time = ContinuousClock.now - start
    #expect(time < .seconds(60), "\(time)")
  }
}

struct UpdateTests {
  private func updated(_ command: String, _ expected: [String]) throws -> [String] {
    let body = ["```console", "$ \(command)"] + expected + ["```", "prose"]
    let bytes = try Replay.updated(lab(body.joined(separator: "\n")))
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    #expect(lines.suffix(3) == ["```", "prose", ""])
    return lines.dropFirst(5).dropLast(3).map { $0 }
  }

  @Test(arguments: [
    ([], ["a1", "b2", "c3", "d4"]),
    (["a1", "x", "c3", "d4"], ["a1", "b2", "c3", "d4"]),
    (["a1", "..."], ["a1", "..."]),
    (["a1", "...", "x"], ["a1", "...", "d4"]),
    (["x", "...", "d4"], ["a1", "...", "d4"]),
    (["a[..]", "x", "c[..]", "d4", "e5"], ["a[..]", "b2", "c[..]", "d4"]),
    (["[A]", "[B]", "[A]", "d4"], ["[A]", "[B]", "c3", "d4"]),
    (["b2", "d4"], ["a1", "b2", "c3", "d4"]),
    (["a1", "b2", "c3", "d4", "? 3"], ["a1", "b2", "c3", "d4"]),
  ])
  func `What still matches stays`(row: (expected: [String], updated: [String])) throws {
    #expect(try updated("printf 'a1\\nb2\\nc3\\nd4\\n'", row.expected) == row.updated)
  }

  @Test(arguments: [
    "$ a", "> a", ">", "? 3", "...", "[..]", "[NAME]", "x [NAME] y", "\\a", "```",
    "\\ no line break",
    "", " ", "? ", "$", "é",
  ])
  func `What is printed comes back, whatever it looks like`(line: String) throws {
    for end in ["", "\\n", "\\nb", "\\r\\n"] {
      let command = "printf '%s\(end)' '\(line)'"
      let lines = try updated(command, ["wrong"])
      #expect(try differences(command, lines).isEmpty, "\(lines)")
    }
  }

  @Test func `A new line has the names of known values`() throws {
    let body = """
      ```console
      $ aws kms create-key --query KeyMetadata.KeyId --output text
      [KEY]
      $ aws kms describe-key --key-id [KEY] --query 'KeyMetadata.[KeyId,KeyState]' --output text
      ```
      """
    let text = String(decoding: try Replay.updated(lab(body)), as: UTF8.self)
    #expect(text.hasSuffix("--output text\n[KEY]\tEnabled\n```\n"))
  }
}
