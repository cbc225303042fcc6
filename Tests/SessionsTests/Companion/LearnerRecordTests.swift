import Sessions
import Testing

struct LearnerRecordTests {
  @Test func `A step that was done by hand stays so when it is skipped later`() {
    var record = LearnerRecord()
    record.note(.step(lab: "x", number: 1, way: .skipped), on: 1)
    record.note(.step(lab: "x", number: 1, way: .done), on: 1)
    record.note(.step(lab: "x", number: 1, way: .shown), on: 1)
    #expect(record.text == "step x 1 done\n")
    #expect(LearnerRecord(text: record.text) == record)
  }

  /// Where a question waits, an answer to it, and where it waits then.
  @Test(
    arguments: [
      (nil, true, 10, 2, 17), (nil, false, 10, 0, 11), ((2, 17), true, 16, 2, 17),
      ((2, 17), true, 17, 3, 38), ((5, 17), true, 17, 5, 197), ((4, 17), false, 12, 0, 13),
    ] as [((Int, Int)?, Bool, Int, Int, Int)])
  func `A question comes back later after each right answer on its day`(
    row: (before: (rung: Int, day: Int)?, isRight: Bool, today: Int, rung: Int, day: Int)
  ) {
    let before = row.before.map { ReviewDate(rung: $0.rung, day: $0.day) }
    let date = ReviewDate.after(row.isRight, on: row.today, before: before)
    #expect(date == ReviewDate(rung: row.rung, day: row.day))
  }
}
