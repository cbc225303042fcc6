import Testing

/// The commands for authors and teachers, as the built program runs them.
@Suite struct GradingProgramTests {
  private let folder: ProgramFolder

  init() throws { folder = try ProgramFolder() }

  private static let work = """
    learn 1
    K=$(aws kms create-key --query KeyMetadata.KeyId --output text)
    aws kms create-alias --alias-name alias/lab-key --target-key-id $K
    next
    policy template admins-and-users --admin alice --user alice >p.json
    aws kms put-key-policy --key-id $K --policy file://p.json

    """

  @Test func `Sessions that were handed in are graded, checked and reported`() throws {
    defer { folder.clean() }
    let seed = try folder.run(["seed-for", "ada"]).text.filter { !$0.isWhitespace }
    _ = try folder.run(["--seed", seed], input: Self.work + "save ada.lab.md\n")
    _ = try folder.run([], input: "learn 1\nskip\nsave ben.lab.md\n")
    let table = try folder.run(["grade", "a-key-of-your-own", "."])
    #expect(table.status == 1)
    #expect(table.text.contains("ada        100  yes"))
    #expect(table.text.contains("ben          0  no"))
    let csv = try folder.run([
      "grade", "a-key-of-your-own", ".", "--seeds", "by-name", "--format", "csv",
    ])
    #expect(csv.text.contains("ada,100,yes,2/2,5/5"))
    #expect(
      csv.text.contains("\"made with seed 1, expected") || csv.text.contains("made with seed 1"))
    #expect(try folder.run(["grade", "a-key-of-your-own", "ada.lab.md"]).status == 0)
    #expect(try folder.run(["grade", "a-key-of-your-own", "ada.lab.md", "none"]).status == 2)
    #expect(try folder.run(["grade", "a-key-of-your-own", ".", "--class"]).text.contains("1 of 2"))
    #expect(try folder.run(["check", "ada.lab.md"]).status == 0)
    #expect(try folder.run(["check", "ben.lab.md"]).status == 1)
    #expect(try folder.run(["check", "none.lab.md"]).status == 2)
    #expect(try folder.run(["report", "ada.lab.md", "-o", "r.html"]).status == 0)
    #expect(try folder.text(of: "r.html").hasPrefix("<!DOCTYPE html>"))
  }

  /// Options that say nothing that can be done, and what is said of them.
  private static let wrong: [(options: [String], words: String)] = [
    (["--pass=-1"], "--pass takes percent, 0 to 100; -1 is none"),
    (["--pass", "101"], "101 is none"),
    (["--pass", "x"], "'x' is invalid for '--pass"), (["--weights", "checks=101"], "--weights"),
    (["--course", "c"], "--course takes a folder of course pages, and no lab beside it"),
    (["--class", "--messages"], "--class and --messages are two tables"),
    (["--messages", "--format", "junit"], "JUnit has no place for it"),
    (["--seeds", "list.csv"], "list.csv: line 1: here stands a name and a seed"),
  ]

  @Test func `A course page is made at the prompt, and holds until somebody changes it`() throws {
    defer { folder.clean() }
    let session = ["--session", "monday"]
    #expect(try folder.run(session, input: Self.work).status == 0)
    let made = try folder.run(
      ["--session", "tuesday"], input: "quiz --exam 1\nenough\nreport --course ada.html\n")
    #expect(made.text.contains("  ada.html  "))
    #expect(made.text.contains("  ada-monday.lab.md  "))
    #expect(made.text.contains("  ada-tuesday.lab.md  "))
    let good = try folder.run(["grade", "--course", "."])
    #expect(good.status == 0, "\(good.text)")
    #expect(good.text.contains("1 of 1 hold"))
    let page = try folder.text(of: "ada.html")
    try folder.write(page.replacing(">5 of 5<", with: ">9 of 9<"), to: "ada.html")
    let bad = try folder.run(["grade", "--course", ".", "--format", "csv"])
    #expect(bad.status == 1)
    #expect(bad.text.contains("the page says: 1. A key of your own monday 2 of 2 9 of 9"))
    #expect(try folder.run(["grade", "a-key-of-your-own"]).status == 252)
    #expect(try folder.run(["grade", "--course", "none"]).status == 252)
  }

  @Test func `Options that cannot be meant are refused`() throws {
    defer { folder.clean() }
    try folder.write("ada,one\nben,2\n", to: "list.csv")
    try folder.write("", to: "ada.lab.md")
    for (options, words) in Self.wrong {
      let output = try folder.run(["grade", "a-key-of-your-own", "ada.lab.md"] + options)
      #expect(output.status == 252)
      #expect(output.text.contains(words), "\(options): \(output.text)")
    }
    for pass in ["0", "100"] {
      let output = try folder.run(["grade", "a-key-of-your-own", "ada.lab.md", "--pass", pass])
      #expect(output.status == 2)
    }
    #expect(try folder.run(["--seed=-1", "--", "whoami"]).status == 252)
  }

  @Test func `A lab is begun, linted, run, and found in its folder`() throws {
    defer { folder.clean() }
    #expect(try folder.run(["new-lab", "our-first-lab"]).status == 0)
    #expect(try folder.run(["lint", "our-first-lab.lab.md"]).text == "")
    #expect(try folder.run(["run", "our-first-lab.lab.md"]).status == 0)
    let again = try folder.run(["new-lab", "our-first-lab"])
    #expect(again.status == 252)
    #expect(again.text.contains("File exists"))
    let shelf = ["KMSLAB_SCENARIOS": "\(folder.path):/no/such/folder"]
    let list = try folder.run(["scenarios"], environment: shelf)
    #expect(list.text.contains("our-first-lab"))
    #expect(list.text.contains("KMSLAB_SCENARIOS: /no/such/folder: No such file or directory"))
    #expect(try folder.run(["run", "our-first-lab"], environment: shelf).status == 0)
    try folder.write("no lab", to: "bad.lab.md")
    let lint = try folder.run(["lint", "."])
    #expect(lint.status == 1)
    #expect(lint.text.contains("bad.lab.md:1: a lab file starts with ---"))
  }
}
