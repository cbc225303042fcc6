import Kernel
import Shell
import ShellBench
import Testing

struct InterpreterTests {
  @Test(arguments: bashRows)
  func `A line does what it does in bash`(row: BashRow) throws {
    var environment = FakeEnvironment()
    let results = try environment.enter(row.line)
    #expect(results.text == row.output)
    #expect(environment.lastStatus == row.status)
  }

  /// In sh all commands of a pipe begin at once, and the file of a `>` is empty by then.
  @Test(arguments: [
    ("cat b | cat >b", ""), ("cat b | cat | cat >b", ""), ("cat b | cat >>b", "old\nold\n"),
    ("cat b | cat >new; cat new >b", "old\n"), ("false | cat >b", ""), ("cat b | cat >$N", ""),
    ("cat b | cat >$(echo b)", ""), ("cat b | cat <missing >b", "old\n"), ("cat b >b", ""),
  ])
  func `A file that a pipe ends in is empty before its commands run`(
    row: (line: String, content: String)
  ) throws {
    var environment = FakeEnvironment()
    _ = try environment.enter("echo old >b; N=b")
    _ = try environment.enter(row.line)
    #expect(String(decoding: environment.files["b"] ?? [], as: UTF8.self) == row.content)
  }

  @Test func `Results come one a command, in order, errors beside their output`() throws {
    var environment = FakeEnvironment()
    let results = try environment.enter("echo 1; false; echo 2 | cat missing; echo 3 >f")
    #expect(
      results == [
        CommandResult(output: Array("1\n".utf8)),
        CommandResult(errors: "false: no\n", status: 1),
        CommandResult(),
        CommandResult(errors: "cat: missing: No such file or directory\n", status: 1),
        CommandResult(),
      ])
  }

  @Test func `Errors inside a substitution come before the command's own`() throws {
    var environment = FakeEnvironment()
    let results = try environment.enter("cat $(cat missing) other")
    #expect(results.map(\.errors).map { $0.prefix(10) } == ["cat: missi", "cat: other"])
  }

  @Test func `An argument has the range of its whole word`() throws {
    var environment = FakeEnvironment()
    _ = try environment.enter("$ args 'é' $(echo a b)")
    #expect(
      environment.calls.last == [
        Argument(text: "args", range: 2..<6), Argument(text: "é", range: 7..<11),
        Argument(text: "a", range: 12..<23), Argument(text: "b", range: 12..<23),
      ])
  }

  @Test func `A command from AWS's pages is taken as it is pasted`() throws {
    var environment = FakeEnvironment()
    let results = try environment.enter(
      """
      $ args kms encrypt \\
          --key-id 1234abcd-12ab-34cd-56ef-1234567890ab \\
          --plaintext fileb://ExamplePlaintextFile \\
          --query Keys[*].{id:KeyId} --grant-tokens '["a"]' \\
          --query "Aliases[?starts_with(AliasName, 'alias/aws')]" \\
          --output text --query CiphertextBlob | base64 \\
          -w 0 > File.b64
      $ base64 --decode < File.b64 > File
      """)
    #expect(results.allSatisfy { $0 == CommandResult() })
    let text = String(decoding: environment.files["File"] ?? [], as: UTF8.self)
    #expect(
      text == """
        <kms><encrypt><--key-id><1234abcd-12ab-34cd-56ef-1234567890ab><--plaintext>\
        <fileb://ExamplePlaintextFile><--query><Keys[*].{id:KeyId}><--grant-tokens><["a"]>\
        <--query><Aliases[?starts_with(AliasName, 'alias/aws')]><--output><text><--query>\
        <CiphertextBlob>

        """)
  }

  @Test func `A missing input file keeps the command from running`() throws {
    var environment = FakeEnvironment()
    let results = try environment.enter("cat < nothing > out")
    #expect(
      results.errors
        == "nothing: no such virtual file; ls lists them; echo TEXT > nothing makes one,"
        + " import brings a real one in\n")
    #expect(environment.lastStatus == 1)
    #expect(environment.calls.isEmpty)
    #expect(environment.files["out"] == nil)
  }

  @Test(arguments: ["/etc/x", "../x", "''", "a/", "'a\tb'"])
  func `A bad output name keeps the command from running`(name: String) throws {
    var environment = FakeEnvironment()
    let results = try environment.enter("echo a > \(name)")
    #expect(results.count == 1 && results[0].status == 1)
    #expect(environment.calls.isEmpty)
  }

  @Test func `An assignment before a command is taken back after it`() throws {
    var environment = FakeEnvironment()
    _ = try environment.enter("X=1; X=2 Y=3 X=4 args")
    #expect(environment.variables == ["X": "1"])
  }

  @Test func `Binary data does not pass through a substitution unnoticed`() throws {
    var environment = FakeEnvironment()
    let results = try environment.enter("args \"$(cat bin)\"")
    #expect(results.errors.contains("is no text"))
    #expect(results.text.contains("\u{FFFD}"))
  }

  @Test func `Binary data passes through pipes and files unchanged`() throws {
    var environment = FakeEnvironment()
    _ = try environment.enter("cat bin | cat > copy; cat < copy >> copy2")
    #expect(environment.files["copy2"] == environment.files["bin"])
  }

  @Test func `Words that grow too long end the line with a message`() throws {
    var environment = FakeEnvironment()
    environment.variables["X"] = String(repeating: "x", count: 1 << 20)
    let results = try environment.enter("echo $X$X$X$X$X$X$X$X$X; echo after")
    #expect(results.text.isEmpty)
    #expect(results.errors.contains("more than 8 MiB; the rest of the line did not run"))
    #expect(environment.lastStatus == 1)
  }

  @Test func `Variables that grow too large together are refused, and stay as they were`() throws {
    var environment = FakeEnvironment()
    environment.variables["X"] = String(repeating: "x", count: 7 << 20)
    for line in ["Y=$X; Z=$X; W=$X; V=$X; echo after", "export V=$X; echo then"] {
      let results = try environment.enter(line)
      #expect(results.errors.contains("all variables together would hold more than 32 MiB"))
    }
    #expect(environment.variables["W"]?.utf8.count == 7 << 20)
    #expect(environment.variables["V"] == nil)
    #expect(try environment.enter("unset W; V=$X; echo fits").text == "fits\n")
  }

  @Test func `Output that grows too large is refused`() throws {
    var environment = FakeEnvironment()
    try environment.files.write([UInt8](repeating: 0, count: 12 << 20), to: "big")
    #expect(try environment.enter("cat big big big").errors.contains("larger than 32 MiB"))
    let results = try environment.enter("cat big; cat big; cat big; echo after")
    #expect(results.count == 3)
    #expect(results.errors.contains("this line printed more than 32 MiB"))
  }

  @Test(arguments: [" | ", "; cat big >g; ", "; cp $(cat big | wc -c); ", "; echo x >>big; "])
  func `What a line makes is counted, wherever it goes`(joint: String) throws {
    var environment = FakeEnvironment()
    try environment.files.write([UInt8](repeating: 0, count: 12 << 20), to: "big")
    let line = Array(repeating: "cat big >/dev/null", count: 12).joined(separator: joint)
    let results = try environment.enter(line + "; echo after")
    #expect(results.errors.contains("more than 128 MiB; the rest of the line did not run"))
    #expect(!results.text.contains("after"))
  }

  @Test func `Sixty times base64 of a few bytes ends with a message`() throws {
    var environment = FakeEnvironment()
    let stages = Array(repeating: "base64", count: 60).joined(separator: " | ")
    let results = try environment.enter("printf '%9999d' | \(stages) | wc -c")
    #expect(results.errors.contains("larger than 32 MiB"))
    #expect(results.text == "0\n")
  }
}

extension BashRow: CustomTestStringConvertible {
  /// The line.
  package var testDescription: String { line }
}
