/// A moment of the simulated clock: whole seconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since the epoch; negative before it.
  package let secondsSinceEpoch: Int

  /// Makes the moment that many seconds after the epoch.
  package init(secondsSinceEpoch: Int) { self.secondsSinceEpoch = secondsSinceEpoch }

  /// Makes a moment of the proleptic Gregorian calendar, UTC; `nil` where there is no such date.
  package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Timestamp.days(inMonth: month, of: year),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    let days = Timestamp.daysSinceEpoch(year: year, month: month, day: day)
    self.init(secondsSinceEpoch: days * 86_400 + hour * 3600 + minute * 60 + second)
  }

  /// The last moment that the clock can show: 9999-12-31T23:59:59Z, the end of AWS CLI's calendar.
  package static let last = Timestamp(secondsSinceEpoch: 253_402_300_799)

  /// Orders moments in time.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }

  /// The moment `seconds` later.
  package func adding(seconds: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }

  /// The moment `days` of 24 hours later.
  package func adding(days: Int) -> Timestamp { adding(seconds: days * 86_400) }
}

extension Timestamp {
  /// The parts of a moment as a calendar and a clock show them, UTC.
  package struct Components: Sendable, Equatable {
    /// Year and month of the Gregorian calendar and the day of the month.
    package let year, month, day: Int
    /// Hour 0–23, minute 0–59, second 0–59.
    package let hour, minute, second: Int
  }

  /// Year to second in UTC, by the "civil from days" algorithm of the proleptic calendar.
  package var components: Components {
    let days = (secondsSinceEpoch >= 0 ? secondsSinceEpoch : secondsSinceEpoch - 86_399) / 86_400
    let rest = secondsSinceEpoch - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Components(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// Days from the epoch to a date, by the "days from civil" algorithm.
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The length of a month in days.
  private static func days(inMonth month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

extension Timestamp: CustomStringConvertible {
  /// `2025-01-01T00:00:00Z`.
  package var description: String { text("yyyy-MM-ddThh:mm:ssZ") }

  /// `2025-01-01`.
  package var date: String { text("yyyy-MM-dd") }

  /// `23:59:59`.
  package var timeOfDay: String { text("hh:mm:ss") }

  /// The moment in a form in which each `y`, `M`, `d`, `h`, `m` and `s` stands for a digit; years
  /// beyond 9999 have more, in forms that begin with them.
  package func text(_ form: String) -> String {
    let parts = components
    var (year, month, day) = (parts.year.magnitude, parts.month.magnitude, parts.day.magnitude)
    var (hour, minute) = (parts.hour.magnitude, parts.minute.magnitude)
    var second = parts.second.magnitude
    func digit(_ number: inout UInt) -> UInt8 {
      defer { number /= 10 }
      return UInt8(ascii: "0") + UInt8(number % 10)
    }
    var bytes = Array(form.utf8)
    for index in bytes.indices.reversed() {
      switch bytes[index] {
      case UInt8(ascii: "y"): bytes[index] = digit(&year)
      case UInt8(ascii: "M"): bytes[index] = digit(&month)
      case UInt8(ascii: "d"): bytes[index] = digit(&day)
      case UInt8(ascii: "h"): bytes[index] = digit(&hour)
      case UInt8(ascii: "m"): bytes[index] = digit(&minute)
      case UInt8(ascii: "s"): bytes[index] = digit(&second)
      default: break
      }
    }
    if form.utf8.first == UInt8(ascii: "y") {
      while year > 0 { bytes.insert(digit(&year), at: 0) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `Jan`.
  package var monthName: String { Timestamp.monthNames[components.month - 1] }

  /// `Jan` to `Dec`.
  package static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The day of the week, Thursday being 0.
  package var weekday: Int {
    let day = (secondsSinceEpoch >= 0 ? secondsSinceEpoch : secondsSinceEpoch - 86_399) / 86_400
    return (day % 7 + 7) % 7
  }

  /// `Thu`.
  package var weekdayName: String {
    ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][weekday]
  }

  /// `Fri, 23 Dec 2026 00:00:00 GMT`, as headers have moments (RFC 9110 §5.6.7).
  package var httpDate: String {
    "\(weekdayName), \(text("dd")) \(monthName) \(text("yyyy hh:mm:ss")) GMT"
  }

  /// `2025-01-01T00:00:00+00:00`, as AWS CLI v2 prints times in UTC.
  package var isoWithOffset: String { text("yyyy-MM-ddThh:mm:ss+00:00") }

  /// Reads `2025-01-01`, `2025-01-01T10:20`, `2025-01-01T10:20:30`, each with `Z`, `+00:00` or
  /// without; `nil` for anything else.
  package init?(_ text: String) {
    var text = Substring(text)
    for suffix in ["+00:00", "Z"] where text.hasSuffix(suffix) {
      text.removeLast(suffix.utf8.count)
      break
    }
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "T" || $0 == " " })
    guard
      let date = halves.first.flatMap({ Timestamp.numbers($0, separator: "-", widths: [4, 2, 2]) })
    else { return nil }
    guard halves.count == 2 else {
      self.init(year: date[0], month: date[1], day: date[2])
      return
    }
    let widths = halves[1].utf8.count > 5 ? [2, 2, 2] : [2, 2]
    guard let time = Timestamp.numbers(halves[1], separator: ":", widths: widths) else {
      return nil
    }
    self.init(
      year: date[0], month: date[1], day: date[2], hour: time[0], minute: time[1],
      second: time.count == 3 ? time[2] : 0)
  }

  /// Reads numbers of exactly these widths.
  private static func numbers(
    _ text: Substring, separator: Character, widths: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == widths.count else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ (48...57).contains($0) }),
        let number = Int(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
