import Sessions
import Testing

@testable import Lab

/// A course page follows from the saved sessions, and is compared with them.
struct CourseTests {
  private static let all =
    ["learn 1", "aws kms describe-key --key-id x", GradeTests.key, GradeTests.alias, "next"]
    + GradeTests.policy + ["next"]

  private static func file(_ name: String, _ lines: [String]) -> CourseRecord.File {
    CourseRecord.File(name: name, bytes: Array(GradeTests.saved(lines).utf8))
  }

  private static let files = [
    file("monday", ["learn 1", "hint", GradeTests.key]), file("tuesday", all),
    file("exam", ["quiz --exam 2", "a", "a b", "a b c", "enough"]),
  ]

  private static func page(_ files: [CourseRecord.File] = files) -> String {
    CoursePage(CourseRecord(learner: "ada", files)).html
  }

  private static func check(_ page: String, _ files: [CourseRecord.File] = files) -> [String] {
    CourseCheck(learner: "ada", page: Array(page.utf8), files).faults
  }

  @Test func `Of each lab the best session counts, and every exam`() {
    let record = CourseRecord(learner: "ada", Self.files)
    #expect(record.labs.map(\.session) == ["tuesday"])
    #expect(record.labs.map(\.grade.score) == [100])
    #expect(record.labs.map(\.grade.failedCount) == [1])
    #expect(record.exams.map(\.session) == ["exam"])
    #expect(record.exams.map(\.score.count) == [2])
    #expect(record.parts.map(\.name) == ["exam", "monday", "tuesday"])
  }

  @Test func `The page needs nothing else, and prints on A4`() {
    let page = Self.page()
    #expect(page.contains("@page{size:A4"))
    for outside in ["http://", "https://", "<script", "<img", "url("] {
      #expect(!page.contains(outside))
    }
    #expect(page.contains("<h1>The course of ada</h1>"))
    #expect(page.contains("It is no signature"))
  }

  @Test func `A page that the sessions lead to holds, whatever their order`() {
    #expect(Self.check(Self.page()) == [])
    #expect(Self.check(Self.page(), Self.files.reversed()) == [])
  }

  @Test func `A figure that was changed is found, and both are told`() throws {
    let page = Self.page().replacing(
      "<td class=\"number\">100</td>", with: "<td class=\"number\">98</td>")
    let fault = try #require(Self.check(page).first)
    #expect(fault.contains("the page says: 1. A key of your own tuesday 2 of 2 5 of 5 98"))
    #expect(fault.contains("the sessions lead to: 1. A key of your own tuesday 2 of 2 5 of 5 100"))
    #expect(!Self.check(Self.page().replacing("course of ada", with: "course of ben")).isEmpty)
    #expect(!Self.check("nothing").isEmpty)
  }

  @Test func `A session that was edited or left out is found`() throws {
    let page = Self.page()
    #expect(Self.check(page, Array(Self.files.dropFirst())).contains { $0.contains("monday") })
    let text = String(decoding: Self.files[1].bytes, as: UTF8.self)
    let edited = CourseRecord.File(
      name: "tuesday", bytes: Array(text.replacing("--key-id x", with: "--key-id y").utf8))
    let faults = Self.check(page, [Self.files[0], edited, Self.files[2]])
    #expect(faults.contains { $0.hasPrefix("session tuesday: ") })
    let broken = CourseRecord.File(name: "tuesday", bytes: Array("no session".utf8))
    #expect(!Self.check(page, [Self.files[0], broken, Self.files[2]]).isEmpty)
    #expect(Self.check(page, []).first == "no saved session ada-NAME.lab.md lies beside it")
  }

  @Test func `The sheet of a class has a row a page`() {
    let good = CourseCheck(learner: "ada", page: Array(Self.page().utf8), Self.files)
    let bad = CourseCheck(learner: "ben", page: Array(Self.page().utf8), Self.files)
    let sheet = CourseSheet([good, bad])
    #expect(sheet.status == 1)
    #expect(CourseSheet([good]).status == 0)
    #expect(sheet.text(.table).contains("ada      yes           3     1     100"))
    #expect(sheet.text(.table).contains("1 of 2 hold"))
    #expect(sheet.text(.csv).contains("\r\nben,no,3,1,100,"))
    #expect(sheet.text(.json).contains("\"Holds\": true"))
  }
}
