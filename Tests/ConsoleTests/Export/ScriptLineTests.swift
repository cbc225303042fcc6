import Foundation
import Kernel
import Sessions
import Shell
import ShellBench
import Testing

@testable import Console

struct ScriptLineTests {
  /// What was typed, and what bash runs; the same where nothing is said.
  private static let code: [(line: String, code: String)] = [
    ("aws kms list-keys", "aws kms list-keys"), ("kms list-keys", "aws kms list-keys"),
    ("$ aws kms list-keys", "aws kms list-keys"), ("s3 ls | wc -l", "aws s3 ls | wc -l"),
    ("  $ kms list-keys\n$ s3 ls", "aws kms list-keys\naws s3 ls"),
    ("K=$(kms list-keys) && s3 ls", "K=$(aws kms list-keys) && aws s3 ls"),
    ("aws kms list-keys --query Keys[*].KeyId", "aws kms list-keys --query 'Keys[*].KeyId'"),
    ("echo ~ {a,b} a?b ! x~", "echo '~' '{a,b}' 'a?b' '!' 'x~'"),
    ("echo \"$K\"[0] $K*", "echo \"${K}\"'[0]' ${K}'*'"),
    ("A=~/x; export B=*", "A='~/x'; export 'B=*'"),
    ("echo [$(kms list-keys)]", "echo '['$(aws kms list-keys)']'"),
    ("echo \"$[1+1]\" '$[1]' $?", "echo '$[1+1]' '$[1]' $?"), ("echo $\"a\"", "echo '$'a"),
    ("echo a \\\n  b", "echo a \\\n  b"),
    ("echo a \\\r\n  b\r\ns3 ls", "echo a \\\n  b\naws s3 ls"),
    (
      "cat <<EOF > f\r\nx $K $(kms list-keys)\r\nEOF",
      "cat <<EOF > f\nx $K $(aws kms list-keys)\r\nEOF"
    ),
    ("cat <<'EOF'\n$[1] *\nEOF", "cat <<'EOF'\n$[1] *\nEOF"),
    ("cat <<E > a*\nE", "cat <<E > 'a*'\nE"),
    ("# only this", "# only this"), ("echo a # b", "echo a # b"), ("$ # pasted", "# pasted"),
    ("diff a b; rm a", "diff a b; rm a"), ("export A=b", "export A=b"), ("$CALL x", "$CALL x"),
    ("as bob", "AWS_PROFILE=bob"), ("as $WHO && s3 ls", "AWS_PROFILE=$WHO && aws s3 ls"),
    ("aws configure set region eu-west-1", "AWS_REGION=eu-west-1"),
    ("aws configure set output text; s3 ls", "AWS_DEFAULT_OUTPUT=text; aws s3 ls"),
    ("aws configure list", "aws configure list"),
    ("echo a; advance 1d", "echo a"), ("advance 1d; echo a", "echo a"),
    ("echo a; advance 1d; clock; echo b", "echo a; echo b"), ("echo a; clock; trail", "echo a; "),
    ("echo a && advance 1d && echo b", "echo a && true && echo b"),
    ("echo a; undo || echo b", "true || echo b"),
    ("undo;\n$ kms list-keys", "true;\naws kms list-keys"),
    ("echo a; clock # why\nls", "echo a; true # why\nls"), ("echo a; learn 1", "echo a"),
    ("set -e\necho a", "echo a"), ("sync; echo a", "echo a"),
  ]

  @Test(arguments: code)
  func `What was typed becomes what bash reads the same way`(row: (line: String, code: String)) {
    #expect(ScriptLine(row.line, lessons: ["learn"]).code == row.code)
  }

  /// What stays behind, and a word of the reason.
  @Test(arguments: [
    ("advance 365d", "Time moves"), ("aws kms encrypt help", "Pages"), ("aws help", "Pages"),
    ("learn 1", "lessons"), ("hlep", "No command"), ("echo a |", "No line"),
    ("echo 'a", "No line"), ("diff", "configservice"), ("as", "profile"), ("reset", "anew"),
    ("aws kms schedule-key-deletion --key-id k --preview", "no call is made"),
    ("kms schedule-key-deletion --preview --key-id k", "no call is made"),
    ("aws configure set cli_pager ''", "~/.aws/config"),
    ("aws configure set region eu-west-1 --profile bob", "~/.aws/config"),
    ("rm -f /no/such/file", "real file"), ("rm ../x", "real file"),
    ("aws s3 sync s3://b . --delete", "real files"), ("s3 sync --delete s3://b/ x", "real files"),
    ("P=$(policy template default)", "templates"), ("echo \"$(echo $(clock))\"", "real one"),
    ("trail | head -n 3", "cloudtrail"), ("cat <<E\n$(clock)\nE", "real one"),
    ("aes trace <<E; echo a\nx\nE", "cipher"), ("set consistency realistic", "AWS decides"),
  ])
  func `What no AWS has stays behind with its reason`(row: (line: String, why: String)) throws {
    let line = ScriptLine(row.line, lessons: ["learn"])
    #expect(line.code == "")
    let note = try #require(line.notes.first)
    #expect(line.notes.count == 1)
    #expect(note.source == row.line)
    #expect(note.why.contains(row.why), "\(note.why)")
  }

  @Test func `A part that stays behind is told by itself`() {
    let line = ScriptLine("echo a > f; advance 1d; as bob")
    #expect(line.notes.map(\.source) == ["advance 1d", "as bob"])
    #expect(line.lostNames == [])
    #expect(ScriptLine("A=$(clock) B=1; trail > f; ls > g").lostNames == ["A", "B", "f"])
    #expect(ScriptLine("set -eo pipefail").notes.isEmpty)
    #expect(ScriptLine("aws s3 sync . s3://b --delete").notes.isEmpty)
    #expect(ScriptLine("echo $?").readsStatus)
    #expect(ScriptLine("cat <<E\n$(echo $?)\nE").readsStatus)
  }

  @Test(arguments: LabCommand.all.map(\.name))
  func `Every lab command says what one would do in AWS`(name: String) throws {
    let why = try #require(OnlyHere.reasons[name])
    #expect(why.hasSuffix("."))
  }

  /// Bash itself runs what becomes of a line, and prints what this shell prints for the line.
  @Test func `Bash reads the code as this shell reads the line`() throws {
    let more = [
      "args * ? [a-z]* {a,b}{c,d} ~ ~/x a=~ !! !x", "X='* ~'; args \"$X\"{a,b}",
      "args a\\*b \\~ \\{a,b}",
      "args \"$[1+1]\" $\"a\" $'' \"a\"*'b'", "args $(echo '*' | cat)*", "A=~/x B={a,b}; args $A$B",
      "args --query Keys[?a==`b`]", "args Keys[?a=='b'].[c,d]", "args a^b a%b a,b a@b a+b a:b é 日本",
      "cat <<E\n* ~ {a,b} $(args *)\nE", "args \"$(args [a])\"[b]", "args a\"\"* \"\"~",
      "args =a b=*",
    ]
    let lines = (bashRows.map(\.line) + more).filter { line in
      if case .complete? = try? ShellParser.parse(line) { true } else { false }
    }
    let names = FakeEnvironment().files.names
    var script = """
      args() { if [ $# -eq 0 ]; then echo '<>'; else printf '<%s>' "$@"; echo; fi; }

      """
    var expected: [String] = []
    for (index, line) in lines.enumerated() {
      var environment = FakeEnvironment()
      expected.append(try environment.enter(line).text)
      // What no lab has would stay behind.
      let known = ["args", "false"].reduce(line) { $0.replacing($1, with: "echo \($1)") }
      let code = ["args", "false"].reduce(ScriptLine(known).code) {
        $0.replacing("echo \($1)", with: $1)
      }
      script += "printf '\\1'; mkdir \(index)=; cp \(names.joined(separator: " ")) \(index)=\n"
      script += "(cd \(index)=\n\(code)\n)\n"
    }
    let printed = try bash(script, expected.count)
    #expect(printed.count == lines.count)
    for (line, texts) in zip(lines, zip(printed, expected)) {
      #expect(texts.0 == texts.1, "\(line)")
    }
  }

  /// What bash prints for each part of a script, in a folder with the files of the tests.
  private func bash(_ script: String, _ count: Int) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("script-\(count)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in FakeEnvironment().files.names {
      try Data(FakeEnvironment().files[name] ?? []).write(to: folder.appendingPathComponent(name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\u{1}", omittingEmptySubsequences: false).dropFirst().map(
      String.init)
  }
}
