/// When a question comes back, in days of the learner's own calendar.
package struct ReviewDate: Sendable, Equatable {
  /// The days from one answer to the next; a right answer on its day goes on to the next interval.
  package static let intervals = [1, 3, 7, 21, 60, 180]

  /// Which interval it waits for; 0 behind a wrong answer.
  package let rung: Int
  /// The day from which it is due, counted from 1970.
  package let day: Int

  /// A date as it was written down.
  package init(rung: Int, day: Int) {
    self.rung = min(max(rung, 0), ReviewDate.intervals.count - 1)
    self.day = day
  }

  /// The date that follows from an answer; `before` is that of the answers before it.
  package static func after(_ isRight: Bool, on today: Int, before: ReviewDate?) -> ReviewDate {
    guard isRight else { return waiting(on: 0, from: today) }
    guard let before else { return waiting(on: 2, from: today) }
    // Who answers before the day has just read it: that shows nothing of what the day will.
    return today < before.day ? before : waiting(on: before.rung + 1, from: today)
  }

  /// The date of what was taught on a day, and never asked about.
  package static func taught(on day: Int) -> ReviewDate { waiting(on: 1, from: day) }

  private static func waiting(on rung: Int, from today: Int) -> ReviewDate {
    let rung = min(rung, intervals.count - 1)
    return ReviewDate(rung: rung, day: today + intervals[rung])
  }
}
