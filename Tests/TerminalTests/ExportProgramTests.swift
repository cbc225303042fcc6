import Testing

/// What the program writes for other programs: scripts, completions, a manual page, a reference.
@Suite struct ExportProgramTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  private static let lines = """
    $ KEY=$(kms create-key --query KeyMetadata.KeyId --output text)
    kms list-keys --query Keys[*].KeyArn
    aws kms encrypt --key-id alias/none --plaintext aGVsbG8= --encryption-context 'a=b c'
    policy template default >p.json; as bob
    aws kms put-key-policy --key-id $KEY --policy file://p.json
    advance 365d
    aws kms create-key
    undo
    echo "it's {a,b} * $KEY" >f
    save --as script s.sh

    """

  @Test func `Bash runs an exported session, and the lab does`() throws {
    defer { folder.clean() }
    #expect(try folder.run([], input: Self.lines).status == 0)
    // In the place of AWS CLI: it notes its words, and refuses what the session did not.
    try folder.write(
      """
      #!/bin/bash
      printf '<%s>' "$AWS_PROFILE" "$@" >>calls; echo >>calls
      [[ $2 != encrypt ]] || exit 254
      echo key-1

      """, to: "aws", runs: true)
    let bash = try #require(ProgramFolder.path(of: "bash"))
    #expect(try folder.run(bash, ["-n", "s.sh"]).text == "")
    let path = ["PATH": "\(folder.path):/usr/bin:/bin"]
    let run = try folder.run(bash, ["s.sh"], environment: path)
    #expect(run.status == 0, "\(run.text)")
    #expect(
      try folder.text(of: "calls") == """
        <><kms><create-key><--query><KeyMetadata.KeyId><--output><text>
        <><kms><list-keys><--query><Keys[*].KeyArn>
        <><kms><encrypt><--key-id><alias/none><--plaintext><aGVsbG8=><--encryption-context><a=b c>
        <bob><kms><put-key-policy><--key-id><key-1><--policy><file://p.json>

        """)
    #expect(try folder.text(of: "f") == "it's {a,b} * key-1\n")
    #expect(try folder.text(of: "p.json").contains("\"kms:*\""))
    let again = try folder.run([], input: try folder.text(of: "s.sh") + "cat f\nhistory\n")
    #expect(again.text.contains("it's {a,b} * "))
    #expect(!again.text.contains("no command"))
    // What the session did not see ends the script.
    try folder.write("#!/bin/bash\nexit 255\n", to: "aws", runs: true)
    #expect(try folder.run(bash, ["s.sh"], environment: path).status == 255)
  }

  /// What is typed, and what bash proposes for the last word.
  private static let typed: [(words: String, proposed: String)] = [
    ("gr", "grade"), ("--se", "--seed --session"), ("re", "report"), ("--seed 7 re", "report"),
    ("--region eu", "eu-west-1 eu-central-1"), ("run --format j", "junit json"),
    ("grade a-year", "a-year-passes"), ("run no.such", ""), ("run ours", "ours.lab.md"),
    ("check --lab a-key-of", "a-key-of-your-own"), ("completions z", "zsh"),
    ("report --o", "--output"), ("--session mon", "monday"), ("--seed r", ""), ("seed-for a", ""),
  ]

  @Test func `Bash completes the program's words`() throws {
    defer { folder.clean() }
    let bash = try #require(ProgramFolder.path(of: "bash"))
    try folder.write(try folder.run(["completions", "bash"]).text, to: "c.bash")
    #expect(try folder.run(bash, ["-n", "c.bash"]).text == "")
    #expect(
      try folder.run(bash, ["-c", "source c.bash; complete -p kmslab"]).text
        == "complete -o filenames -F _kmslab kmslab\n")
    _ = try folder.run(["--session", "monday"], input: "echo\n")
    try folder.write("", to: "ours.lab.md")
    let tries = Self.typed.map { "try \($0.words)\n" }.joined()
    let output = try folder.run(
      bash, [],
      input: """
        source c.bash
        compopt() { :; }
        try() {
          COMP_WORDS=(kmslab "$@")
          COMP_CWORD=$# COMPREPLY=()
          _kmslab kmslab "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
          echo "${COMPREPLY[*]}"
        }
        \(tries)
        """,
      environment: ["PATH": "\(PseudoTerminal.product("")):/usr/bin:/bin"])
    let found = output.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, text) in zip(Self.typed, found) { #expect(text == row.proposed, "\(row.words)") }
    #expect(found.count == Self.typed.count + 1)
  }

  @Test(arguments: ["zsh", "fish"])
  func `Other shells read their completions`(shell: String) throws {
    defer { folder.clean() }
    let text = try folder.run(["completions", shell]).text
    for word in ["scenarios", "new-lab", "ephemeral", "session", "eu-west-1"] {
      #expect(text.contains(word))
    }
    try folder.write(text, to: "c")
    guard let program = ProgramFolder.path(of: shell) else { return }
    let check = try folder.run(program, ["-n", "c"])
    #expect(check.text == "")
    #expect(check.status == 0)
  }

  @Test func `A shell that is unknown is told`() throws {
    defer { folder.clean() }
    let output = try folder.run(["completions", "csh"])
    #expect(output.status == 252)
    #expect(output.text.contains("bash, zsh or fish"))
  }

  @Test func `The manual page has all commands, and man has no warnings`() throws {
    defer { folder.clean() }
    let page = try folder.run(["man"]).text
    for command in ["run", "lint", "scenarios", "grade", "check", "report", "completions", "man"] {
      #expect(page.contains("\n.SS kmslab \(command)\n"))
    }
    for option in ["seed", "ephemeral", "weights", "markdown"] {
      #expect(page.contains("\n\\fB\\-\\-\(option)\\fR"))
    }
    #expect(!page.contains { !$0.isASCII })
    try folder.write(page, to: "kmslab.1")
    guard let groff = ProgramFolder.path(of: "groff") else { return }
    #expect(try folder.run(groff, ["-man", "-ww", "-z", "-Tutf8", "kmslab.1"]).text == "")
  }

  @Test func `Help is that of the prompt`() throws {
    defer { folder.clean() }
    for topic in [[], ["rotation"], ["aws", "kms", "encrypt"], ["save"], ["learn"], ["check"]] {
      let output = try folder.run(["help"] + topic)
      #expect(output.status == 0)
      #expect(
        output.text == (try folder.run([], input: (["help"] + topic).joined(separator: " "))).text)
    }
    #expect(try folder.run(["help", "grade"]).text == (try folder.run(["grade", "--help"]).text))
    let unknown = try folder.run(["help", "rotatoin"])
    #expect(unknown.status == 1)
    #expect(unknown.text.contains("next: help rotation"))
    #expect(try folder.run(["help", "--markdown", "x"]).status == 252)
  }

  @Test func `The reference has every page, and its links lead somewhere`() throws {
    defer { folder.clean() }
    let text = try folder.run(["help", "--markdown"]).text
    #expect(text == (try folder.run(["help", "--markdown"]).text))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for heading in [
      "## Topics", "### advance", "### learn", "### base64", "### aws s3 cp", "## aws kms",
      "### aws kms encrypt", "### aws s3api put-object", "### aws sts get-caller-identity",
    ] { #expect(lines.contains { $0 == heading }, "\(heading)") }
    var anchors: [String: Int] = [:]
    var known: Set<String> = []
    for line in lines where line.hasPrefix("## ") || line.hasPrefix("### ") {
      let name = line.drop { $0 == "#" }.dropFirst().lowercased()
        .filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
        .replacing(" ", with: "-")
      known.insert(anchors[name].map { "\(name)-\($0)" } ?? name)
      anchors[name, default: 0] += 1
    }
    let links = text.matches(of: /\]\(#([^)]*)\)/).map { String($0.1) }
    #expect(links.count > 250)
    #expect(Set(links) == known)
    #expect(links.count == known.count)
    // What stands in a page stands between fences: an even number of them.
    #expect(lines.count { $0.hasPrefix("```") } % 2 == 0)
  }
}
