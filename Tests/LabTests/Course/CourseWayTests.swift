import Console
import Sessions
import Shell
import Testing
import Text

@testable import Lab

/// The way through the course, and what is said of what was done.
struct CourseWayTests {
  private static func session() -> Session {
    var session = Session(isCoached: true)
    session.companion = Tutor()
    return session
  }

  private static func type(_ line: String, _ session: inout Session) -> String {
    guard case .done(let results, _, _) = session.execute(line) else { return "" }
    return results.map { String(decoding: $0.output, as: UTF8.self) + $0.errors }.joined()
  }

  /// Does a whole lab; the last thing that was said.
  private static func finish(_ lesson: Lesson, _ session: inout Session) -> String {
    var said = type("learn \(lesson.name)", &session)
    for _ in lesson.steps { said = type("skip", &session) }
    return said
  }

  /// A lab from the midst of the course, and the one behind it, which is of the same part.
  private static func pair() throws -> (first: Lesson, second: Lesson) {
    let lessons = Tutor().lessons
    let index = try #require(
      lessons.indices.dropLast().first {
        lessons[$0].theme != lessons[0].theme && lessons[$0].theme == lessons[$0 + 1].theme
      })
    return (lessons[index], lessons[index + 1])
  }

  @Test(arguments: [["next"], ["leave", "next"]])
  func `Behind a lab that is done comes the one after it`(lines: [String]) throws {
    let (first, second) = try Self.pair()
    var session = Self.session()
    #expect(
      Self.finish(first, &session).contains("Next: \(second.title.lowercasedFirst) (type next)"))
    let said = lines.map { Self.type($0, &session) }.last ?? ""
    #expect(said.hasPrefix(second.title), "\(said)")
  }

  @Test func `Behind a lab that was left learn lists its part, and next goes back to it`() throws {
    let (first, second) = try Self.pair()
    var session = Self.session()
    _ = Self.type("learn \(first.name)", &session)
    _ = Self.type("leave", &session)
    let list = Self.type("learn", &session)
    #expect(list.contains(first.name) && list.contains(second.name))
    #expect(Self.type("next", &session).contains("Back in \(first.title)"))
  }

  @Test func `In a lab reset alone changes nothing and says what does`() {
    var session = Self.session()
    _ = Self.type("learn 1", &session)
    _ = Self.type("echo a >mine", &session)
    let said = Self.type("reset", &session)
    #expect(session.lastStatus != 0 && said.contains("next: reset step"))
    #expect(session.files["mine"] != nil)
    _ = Self.type("leave", &session)
    #expect(Self.type("reset", &session).contains("a new world"))
  }

  @Test(arguments: ["learn 1", "clock"])
  func `Help lists reset once, in a lab and outside`(line: String) {
    var session = Self.session()
    _ = Self.type(line, &session)
    let help = Self.type("help", &session)
    #expect(help.split(separator: "\n").count { $0.hasPrefix("  reset ") } == 1)
  }

  @Test func `What is skipped is shown, with its reason`() throws {
    var session = Self.session()
    let lesson = try #require(Tutor().lessons.first)
    _ = Self.type("learn 1", &session)
    let said = Self.type("skip", &session)
    let step = lesson.steps[0]
    #expect(said.hasPrefix("[-] step 1  \(step.title)\n"))
    let commands = try #require(step.solutions.first).exchanges().map(\.command)
    let lines = said.replacing(" \\\n      ", with: " ")
    for command in commands { #expect(lines.contains(command), "\(said)") }
    let why = try #require(step.why.first?.split(separator: " ").first)
    #expect(said.contains("\n    \(why)"))
  }

  @Test func `A check that no longer holds is told`() {
    var session = Self.session()
    _ = Self.type("learn 1", &session)
    _ = Self.type("skip", &session)
    let said = Self.type(
      "as root; aws iam delete-user-policy --user-name alice --policy-name LabAccess; as alice",
      &session)
    #expect(said.contains("  [ ] no longer: alice may kms:Decrypt on alias/lab-key\n"), "\(said)")
    #expect(Self.type("undo", &session).contains("  [x] alice may kms:Decrypt on alias/lab-key\n"))
  }

  @Test func `A word that a finished lab has explained is not named again`() throws {
    var text = LabSkeleton.text("x")
    text = text.replacing("**Task:**", with: "**Task:** give it an alias, and")
    let lesson = try Lesson(LabFile(Array(text.utf8)), name: "x")
    #expect(lesson.terms(ofStep: 0, known: []).map(\.id).contains("alias"))
    #expect(!lesson.terms(ofStep: 0, known: ["alias"]).map(\.id).contains("alias"))
    let terms = Array(lesson.terms(ofStep: 0, known: []).prefix(1))
    #expect(Paragraph.words(terms, indent: 4).hasPrefix("    words: "))
  }

  @Test(arguments: [
    ("A year passes", "A year passes: done."), ("Whose is it?", "Whose is it? Done."),
  ])
  func `A title that asks has no colon behind it`(title: String, words: String) throws {
    let text = LabSkeleton.text("x").replacing(#/title: .*/#, with: "title: \(title)")
    #expect(try Lesson(LabFile(Array(text.utf8)), name: "x").titled("done.") == words)
  }

  @Test(arguments: [
    (["aws kms list-keys"], false, []), (["aws kms list-keys"], true, ["aws kms list-keys"]),
    (["echo a >a"], false, ["echo a >a"]),
    (
      ["aws kms describe-key --key-id x | cat"], false, ["aws kms describe-key --key-id x | cat"]
    ), (["K=$(aws kms describe-key --key-id x)"], false, ["K=$(aws kms describe-key --key-id x)"]),
    (["cat nothing"], false, []), (["aws kms describe-key"], false, []),
  ])
  func `Lines that did something, were refused or decided are the learner's way`(
    lines: [String], isDecisive: Bool, noted: [String]
  ) {
    var session = Session()
    var way = OwnWay()
    for line in lines {
      _ = session.execute(line)
      way.note(session, isDecisive: isDecisive)
    }
    #expect(way.lines == noted)
  }

  @Test func `Of a long way the last line is shown, which decided`() throws {
    var session = Session()
    var way = OwnWay()
    for number in 1...9 {
      _ = session.execute("echo \(number) >f\(number)")
      way.note(session, isDecisive: false)
    }
    let block = LabFile.Block(
      kind: "console", attributes: [], lines: ["$ echo other >f"], firstLine: 1)
    let text = way.beside([block])
    #expect(
      text.contains("echo 5 >f5\n             … and 3 more …\n             echo 9 >f9\n"), "\(text)"
    )
  }
}
