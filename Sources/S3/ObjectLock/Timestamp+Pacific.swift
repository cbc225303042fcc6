import Kernel

extension Timestamp {
  /// `Wed Dec 31 16:00:00 PST 2025`: as S3 writes a date that it refuses, in the time of its home.
  var pacificText: String {
    let isSummer = isPacificSummer
    let local = adding(seconds: (isSummer ? -7 : -8) * 3600)
    return "\(local.weekdayName) \(local.monthName) \(local.date.suffix(2))"
      + " \(local.timeOfDay) \(isSummer ? "PDT" : "PST") \(local.date.prefix { $0 != "-" })"
  }

  /// From the second Sunday of March to the first of November, at two o'clock, as since 2007.
  private var isPacificSummer: Bool {
    let year = components.year
    guard let start = Timestamp.sunday(2, of: 3, year), let end = Timestamp.sunday(1, of: 11, year)
    else { return false }
    return self >= start.adding(seconds: 10 * 3600) && self < end.adding(seconds: 9 * 3600)
  }

  /// The midnight before so manieth Sunday of a month.
  private static func sunday(_ number: Int, of month: Int, _ year: Int) -> Timestamp? {
    guard let first = Timestamp(year: year, month: month, day: 1) else { return nil }
    // Thursday is 0, so Sunday is 3.
    return first.adding(days: (3 - first.weekday + 7) % 7 + (number - 1) * 7)
  }
}
