import Sessions
import Testing

@testable import Lab

/// The sheet of a class in its formats.
struct GradeSheetTests {
  private func sheet() throws -> GradeSheet {
    let lesson = try #require(GradeTests.lesson)
    let all = ["learn 1", GradeTests.key, GradeTests.alias, "next"] + GradeTests.policy
    let files = [
      ("ada", GradeTests.saved(all)),
      ("=ben, \"b\"", GradeTests.saved(Array(all.prefix(3)) + ["aws kms describe-key --key-id x"])),
      ("cy", "no session"), ("dee <d>", GradeTests.saved(all, seed: 3)),
    ]
    let grades = files.map { name, text in
      Grade(
        learner: name, Array(text.utf8), in: lesson, weights: Weights(),
        seed: name.hasPrefix("dee") ? 4 : nil)
    }
    return GradeSheet(lesson: lesson, grades: grades, weights: Weights(), passMark: 60)
  }

  @Test func `The table has a row a learner, and the weights below`() throws {
    #expect(
      try sheet().text(.table) == """
        learner    score  passed  steps  checks  quiz  hints  solutions  skipped  lines  failed  longest    remarks
        ada          100  yes     2/2    5/5     -         0          0        0      4       0  step 1: 2
        =ben, "b"     40  no      1/2    2/5     -         0          0        0      3       1  step 1: 3
        cy             0  no      0/2    0/5     -         0          0        0      0       0  -          line 1: a lab file starts with ---, its front matter and ---
        dee <d>        0  no      2/2    5/5     -         0          0        0      4       0  step 1: 2  made with seed 3, expected 4

        1 of 4 passed, from 60 on; mean score 70
        score: checks 80, quiz 20 where any was asked; a hint takes 10 %, the shown solution 50 % of its step; a skipped step counts 0

        """)
  }

  @Test func `Comma-separated values are quoted, and no cell is a formula`() throws {
    let lines = try sheet().text(.csv).split(separator: "\r\n").map(String.init)
    #expect(

      lines[0]
        == "learner,score,passed,steps,checks,quiz,hints,solutions,skipped,lines,failed,"
        + "longest,remarks")
    #expect(lines[1] == "ada,100,yes,2/2,5/5,-,0,0,0,4,0,step 1: 2,")
    #expect(lines[2] == "\"'=ben, \"\"b\"\"\",40,no,1/2,2/5,-,0,0,0,3,1,step 1: 3,")
  }

  @Test func `JUnit has an error for a file, and a failure for a session that does not pass`()
    throws
  {
    let text = try sheet().text(.junit)
    #expect(text.contains("tests=\"4\" failures=\"2\" errors=\"1\""))
    #expect(text.contains("<testcase name=\"ada\"/>"))
    #expect(text.contains("dee &lt;d&gt;"))
  }

  @Test func `JSON holds what the table does`() throws {
    let text = try sheet().text(.json)
    for part in [
      "\"Learner\": \"ada\"", "\"Score\": 100", "\"Fault\": \"made with seed 3, expected 4\"",
    ] {
      #expect(text.contains(part))
    }
  }

  @Test func `Each step tells what it took, but for lines that the tutor answers`() throws {
    let lines =
      ["learn 1", "hint", "check", "aws kms describe-key --key-id x", "clock", GradeTests.key]
      + [GradeTests.alias, "next", "aws kms list-keyz"]
    let grade = try GradeTests.grade(GradeTests.saved(lines))
    #expect(
      grade.effort == [
        Grade.Effort(step: 1, lines: 4, failed: 1, hints: 1),
        Grade.Effort(step: 2, lines: 1, failed: 1, hints: 0),
      ])
    #expect(grade.complaints.map(\.code) == ["NotFoundException", "ParamValidation"])
    #expect(try sheet().text(.json).contains("\"StepEffort\": ["))
  }

  @Test func `Messages are counted without names, and the one met most stands first`() throws {
    let lesson = try #require(GradeTests.lesson)
    let missed = ["aws kms describe-key --key-id x", "aws kms describe-key --key-id y"]
    let files = [
      ("ada", missed + ["hlep"]), ("ben", missed), ("cy", ["hlep", "as bob", "as nobody"]),
    ]
    let grades = files.map { name, lines in
      Grade(
        learner: name, Array(GradeTests.saved(["learn 1"] + lines).utf8), in: lesson,
        weights: Weights())
    }
    let sheet = GradeSheet(lesson: lesson, grades: grades, weights: Weights(), passMark: 60)
    let counts = sheet.messageCounts
    #expect(counts.first?.code == "NotFoundException")
    #expect(counts.first.map { [$0.times, $0.learners] } == [4, 2])
    #expect(counts.dropFirst().first.map { [$0.times, $0.learners] } == [2, 2])
    #expect(counts.dropFirst().first?.code == "kmslab")
    let table = sheet.messagesText(.table)
    #expect(table.contains("times  learners  code"))
    #expect(table.contains("    4         2  NotFoundException"))
    #expect(sheet.messagesText(.csv).hasPrefix("times,learners,code,message\r\n4,2,NotFound"))
    #expect(sheet.messagesText(.json).contains("\"Times\": 4"))
  }

  @Test func `The class view has first what fails most, of the sessions that count`() throws {
    let sheet = try sheet()
    #expect(sheet.checkCounts.map(\.met) == [1, 1, 1, 2, 2])
    #expect(sheet.checkCounts.map(\.step) == [2, 2, 2, 1, 1])
    #expect(sheet.classText(.table).contains("1 of 2   50 %     2  alice may kms:Decrypt"))
    #expect(sheet.classText(.csv).contains("step,check,met,sessions\r\n2,alice may"))
    #expect(sheet.status == 2)
  }
}
