import Lab
import Sessions
import Testing

/// The strict reading of labs: one fault each.
struct LessonLintTests {
  static let header = """
    ---
    lab: test
    title: A test
    minutes: 1
    kind: lab
    teaches: [CreateKey, CreateAlias]
    ---
    """
  static let task =
    "**Task:** make a key with the alias k.\n\n**Why:** It was asked for.\n\n**Try:** ls.\n"
  static let solution = """
    ```console
    $ aws kms create-key --query KeyMetadata.KeyId --output text
    [KEY]
    $ aws kms create-alias --alias-name alias/k --target-key-id [KEY]
    ```
    """
  static let check = "```check\nkey alias/k exists | There is [found].\n```\n"
  static let hint = "```hint\nA key first.\nThen an alias.\n```\n"

  static func lab(
    header: String = header, task: String = task, solution: String = solution,
    check: String = check, hint: String = hint, given: String = ""
  ) -> [UInt8] {
    Array("\(header)\n## A step\n\(task)\(given)\(solution)\n\(check)\(hint)".utf8)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let lab: [UInt8]
    let message: String
    var testDescription: String { what }
  }

  static let rows = [
    Row(
      what: "no front matter", lab: Array("## A step\n".utf8),
      message: "a lab file starts with ---, its front matter and ---"),
    Row(
      what: "no minutes", lab: lab(header: header.replacing("minutes: 1\n", with: "")),
      message: "the front matter has no minutes"),
    Row(
      what: "another name", lab: lab(header: header.replacing("lab: test", with: "lab: other")),
      message: "lab is other, but the file is test.lab.md"),
    Row(
      what: "no step", lab: Array("\(header)\ntext\n".utf8), message: "a lab has steps: ## Title"),
    Row(
      what: "no task", lab: lab(task: "**Why:** It was asked for.\n"),
      message: "the step has no task: **Task:** …"),
    Row(
      what: "no debrief", lab: lab(task: "**Task:** make a key.\n"),
      message: "the step has no debrief: **Why:** …"),
    Row(
      what: "nothing to try", lab: lab(task: "**Task:** make a key.\n\n**Why:** So.\n"),
      message: "the step has nothing to try afterwards: **Try:** …"),
    Row(what: "no check", lab: lab(check: ""), message: "the step has no check"),
    Row(
      what: "one hint", lab: lab(hint: "```hint\nA key first.\n```\n"),
      message: "the step has fewer than two hints"),
    Row(
      what: "no solution", lab: lab(solution: ""),
      message: "the step has no solution: a console block"),
    Row(
      what: "an unknown predicate", lab: lab(check: "```check\nkey alias/k shines\n```\n"),
      message:
        "key K exists | is STATE | is gone | is primary in R | rotates [every N] | has N materials"
        + " | has N grants | has spec SPEC | has replica in R"),
    Row(
      what: "true before", lab: lab(given: solution.replacing("console", with: "given") + "\n"),
      message: "every check is already true before the step"),
    Row(
      what: "false after", lab: lab(check: "```check\nkey alias/k rotates\n```\n"),
      message: "after solution 1 this check is false: rotation is off"),
    Row(
      what: "another solution that does not do",
      lab: lab(solution: solution + "\n```console alt=2\n$ aws kms create-key\n...\n```\n"),
      message: "after solution 2 this check is false: no alias/k; there is no alias at all"),
    Row(
      what: "a line that no check asks for",
      lab: lab(
        solution: solution.replacing(
          "alias/k --target-key-id [KEY]\n",
          with: "alias/k --target-key-id [KEY]\n$ aws kms create-key --query Nothing\nnull\n")),
      message: "without this line every check is true too: drop it, or check what it does"),
    Row(
      what: "an operation that nothing taught",
      lab: lab(header: header.replacing(", CreateAlias", with: "")),
      message: "nothing has taught CreateAlias; see teaches"),
  ]

  @Test(arguments: rows)
  func `A faulty lab is told by its fault`(row: Row) {
    let findings = LessonLint.findings(row.lab, name: "test").map(\.message)
    #expect(findings.contains(row.message), "\(findings)")
  }

  @Test func `A sound lab has no finding, nor has a file of another kind`() {
    #expect(LessonLint.findings(Self.lab(), name: "test") == [])
    let other = Self.header.replacing("kind: lab", with: "kind: test")
    #expect(LessonLint.findings(Array("\(other)\n".utf8), name: "x") == [])
  }

  @Test func `What the labs before it taught counts`() {
    let header = Self.header.replacing(", CreateAlias", with: "")
      .replacing("kind: lab", with: "kind: lab\nneeds: [before]")
    let lab = Self.lab(header: header)
    #expect(LessonLint.findings(lab, name: "test", taught: ["before": ["CreateAlias"]]) == [])
  }

  @Test func `Every built-in lab is sound`() throws {
    let files = BuiltInLabs.all.compactMap { try? LabFile($0.bytes) }
    let taught = LessonLint.taught(files)
    for entry in BuiltInLabs.all {
      let findings = LessonLint.findings(entry.bytes, name: entry.name, taught: taught)
      #expect(findings == [], "\(entry.name)")
    }
    #expect(Tutor.builtIn.count == files.count { $0["kind"] == "lab" })
    #expect(!Tutor.builtInQuestions.isEmpty)
  }
}
