import Kernel

/// Reads moments as AWS CLI does: seconds of the epoch, or a date and time as Python's `dateutil`
/// takes them apart, `Jan 1, 2025`, `01/02/2025 3pm` and `10:00` among them.
///
/// A number before a month is a day, `01/02/2025` the second of January; what is left out is now's.
struct MomentText {
  /// The parts of a text: a number, a word, or any other character.
  private let tokens: [Substring]
  private let now: Timestamp
  private var position = 0
  private var numbers: [Int] = []
  /// Which of the numbers is a month, or a year, for sure.
  private var monthIndex: Int?
  private var yearIndex: Int?
  private var hour: Int?
  private var minute = 0
  private var second = 0
  private var weekday: Int?
  /// Minutes east of Greenwich; a text without an offset is of Greenwich itself.
  private var offset: Int?

  /// The moment that a text means; `nil` for a text that means none.
  static func read(_ text: String, now: Timestamp) -> Timestamp? {
    if let moment = Timestamp(text) { return moment }
    if let seconds = Double(text), seconds.isFinite {
      let whole = Int(exactly: seconds.rounded(.down))
      return whole.map(Timestamp.init(secondsSinceEpoch:)).flatMap { $0 <= .last ? $0 : nil }
    }
    var reader = MomentText(tokens: tokens(of: text), now: now)
    return reader.moment()
  }

  private init(tokens: [Substring], now: Timestamp) {
    self.tokens = tokens
    self.now = now
  }

  private static func tokens(of text: String) -> [Substring] {
    var tokens: [Substring] = []
    var rest = Substring(text)
    while let first = rest.first {
      let token =
        first.isDigit
        ? rest.prefix(while: \.isDigit)
        : first.isASCII && first.isLetter
          ? rest.prefix { $0.isASCII && $0.isLetter } : rest.prefix(1)
      tokens.append(token)
      rest = rest[token.endIndex...]
    }
    return tokens
  }

  private mutating func moment() -> Timestamp? {
    while position < tokens.count {
      guard takeNumber() || takeWord() || takeOffset() || takeFiller() else { return nil }
    }
    guard !numbers.isEmpty || hour != nil || weekday != nil, let (year, month, day) = date() else {
      return nil
    }
    let moment = Timestamp(
      year: year, month: month, day: day, hour: hour ?? 0, minute: minute, second: second)
    return moment.map { shifted($0).adding(seconds: -60 * (offset ?? 0)) }
  }

  private func token(_ ahead: Int = 0) -> Substring? {
    let index = position + ahead
    return tokens.indices.contains(index) ? tokens[index] : nil
  }

  private func number(_ ahead: Int) -> Int? {
    token(ahead).flatMap { $0.first?.isDigit == true && $0.count <= 14 ? Int($0) : nil }
  }
}

/// What stands in the text, from left to right.
extension MomentText {
  private mutating func takeNumber() -> Bool {
    guard let digits = token(), let value = number(0) else { return false }
    let isAlone = token(1) == nil || token(1) == " "
    if numbers.count == 3, hour == nil, [2, 4].contains(digits.count), isAlone {
      // 20250101T1030
      setTime(digits.count == 4 ? value / 100 : value, digits.count == 4 ? value % 100 : 0, 0)
      position += 1
      return true
    }
    switch digits.count {
    case 8, 12, 14: return takeCompact(digits)
    case _ where token(1) == ":": return takeTime()
    default:
      let ahead = token(1) == " " ? 2 : 1
      guard let half = half(behind: ahead) else { return takeDate() }
      guard hour == nil, (1...12).contains(value) else { return false }
      setTime(value % 12 + half, 0, 0)
      position += ahead + 1
      return true
    }
  }

  /// `20250101`, `202501011030`, `20250101103059`.
  private mutating func takeCompact(_ digits: Substring) -> Bool {
    guard numbers.isEmpty else { return false }
    let parts = Array(digits).map(String.init).joined()
    let part = { (start: Int, count: Int) in Int(parts.dropFirst(start).prefix(count)) ?? 0 }
    numbers = [part(0, 4), part(4, 2), part(6, 2)]
    (yearIndex, monthIndex) = (0, 1)
    if digits.count > 8 { setTime(part(8, 2), part(10, 2), part(12, 2)) }
    position += 1
    return true
  }

  /// `10:00`, `10:00:59.5`, with `am` or `pm` behind it.
  private mutating func takeTime() -> Bool {
    guard hour == nil, let hours = number(0), let minutes = number(2) else { return false }
    var seconds = 0
    var length = 3
    if token(3) == ":", let last = number(4) {
      (seconds, length) = (last, 5)
      if token(5) == ".", number(6) != nil { length = 7 }
    }
    let ahead = token(length) == " " ? length + 1 : length
    if let half = half(behind: ahead) {
      guard (1...12).contains(hours) else { return false }
      setTime(hours % 12 + half, minutes, seconds)
      length = ahead + 1
    } else {
      setTime(hours, minutes, seconds)
    }
    position += length
    return true
  }

  /// A part of a date, and the parts that `-`, `/` or `.` join to it.
  private mutating func takeDate() -> Bool {
    guard append() else { return false }
    guard let separator = token(), ["-", "/", "."].contains(separator) else { return true }
    for _ in 0..<2 where token() == separator && numbers.count < 3 {
      position += 1
      guard append() || takeMonth() else { return false }
    }
    return true
  }

  private mutating func append() -> Bool {
    guard let digits = token(), let value = number(0), numbers.count < 3 else { return false }
    if digits.count > 2 {
      guard yearIndex == nil else { return false }
      yearIndex = numbers.count
    }
    numbers.append(value)
    position += 1
    return true
  }

  private mutating func takeMonth() -> Bool {
    guard let word = token(), monthIndex == nil, numbers.count < 3,
      let month = MomentText.index(of: word, in: MomentText.months)
    else { return false }
    monthIndex = numbers.count
    numbers.append(month + 1)
    position += 1
    return true
  }

  private mutating func takeWord() -> Bool {
    guard let word = token(), word.first?.isLetter == true else { return false }
    if takeMonth() {
      // Jan-01-2025
      if ["-", "/"].contains(token()), number(1) != nil {
        position += 1
        return takeDate()
      }
      return true
    }
    if let weekday = MomentText.weekday(word) {
      self.weekday = weekday
    } else if ["Z", "UTC", "GMT"].contains(word.uppercased()), hour != nil {
      offset = 0
    } else if let half = half(behind: 0), let hour, (1...12).contains(hour) {
      self.hour = hour % 12 + half
    } else if (3...5).contains(word.count), word == word.uppercased(), hour != nil, offset == nil {
      // The name of a time zone, which says nothing to AWS CLI.
    } else if !MomentText.fillers.contains(word.lowercased()) {
      return false
    }
    position += 1
    return true
  }

  /// `+0200`, `+02:00`, `-5`; behind `GMT` the sign is the other way round, as `dateutil` has it.
  private mutating func takeOffset() -> Bool {
    guard hour != nil, let sign = token(), ["+", "-"].contains(sign), let digits = token(1),
      let value = number(1)
    else { return false }
    var minutes = digits.count == 4 ? value / 100 * 60 + value % 100 : value * 60
    var length = 2
    if digits.count <= 2, token(2) == ":", let more = number(3) {
      minutes += more
      length = 4
    }
    guard digits.count <= 2 || digits.count == 4, minutes < 24 * 60 else { return false }
    offset = (sign == "+") == (offset == nil) ? minutes : -minutes
    position += length
    return true
  }

  private mutating func takeFiller() -> Bool {
    guard let token = token(), [" ", ",", ";", "-", "/", ".", "'"].contains(token) else {
      return false
    }
    position += 1
    return true
  }

  /// The hours that `am` and `pm` add; `nil` where neither stands there.
  private func half(behind ahead: Int) -> Int? {
    switch token(ahead)?.lowercased() {
    case "am", "a": 0
    case "pm", "p": 12
    default: nil
    }
  }

  private mutating func setTime(_ hour: Int, _ minute: Int, _ second: Int) {
    (self.hour, self.minute, self.second) = (hour, minute, second)
  }
}

/// What the parts mean.
extension MomentText {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let fillers = ["at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th"]

  /// The place of a name in a list, by its first three letters or whole.
  private static func index(of word: Substring, in names: [String]) -> Int? {
    let small = word.lowercased()
    return names.firstIndex { $0 == small || $0.prefix(3) == small }
      ?? (small == "sept" && names == months ? 8 : nil)
  }

  private static func weekday(_ word: Substring) -> Int? { index(of: word, in: weekdays) }

  /// Year, month and day, today's where the text has none.
  private func date() -> (year: Int, month: Int, day: Int)? {
    let today = now.components
    var year: Int?
    var month: Int?
    var day: Int?
    var open = Array(numbers.indices)
    if let monthIndex {
      month = numbers[monthIndex]
      open.removeAll { $0 == monthIndex }
    }
    if let yearIndex = yearIndex ?? open.first(where: { numbers[$0] > 31 }) {
      year = numbers[yearIndex]
      open.removeAll { $0 == yearIndex }
    }
    let isYearFirst = year != nil && open.first != 0 && monthIndex == nil
    var rest = open.map { numbers[$0] }
    if month == nil, rest.count >= 2 {
      // Month before day, unless the first number cannot be a month.
      let isDayFirst = rest[0] > 12 && !isYearFirst
      month = rest.remove(at: isDayFirst ? 1 : 0)
    } else if month == nil, rest.count == 1, year != nil {
      month = rest.removeFirst()
    }
    if !rest.isEmpty { day = rest.removeFirst() }
    if year == nil, !rest.isEmpty { year = rest.removeFirst() }
    let wholeYear = year.map { full($0) } ?? today.year
    let wholeMonth = month ?? today.month
    guard day == nil else { return day.map { (wholeYear, wholeMonth, $0) } }
    // A month without a day has today's, or its last.
    let days = (1...today.day).reversed()
    return days.first { Timestamp(year: wholeYear, month: wholeMonth, day: $0) != nil }
      .map { (wholeYear, wholeMonth, $0) }
  }

  /// A year of two digits in the hundred years around this one.
  private func full(_ year: Int) -> Int {
    guard year < 100 else { return year }
    let present = now.components.year
    let near = present / 100 * 100 + year
    return near >= present + 50 ? near - 100 : near < present - 50 ? near + 100 : near
  }

  /// The same time on the weekday that was named, today or later, where no day was.
  private func shifted(_ moment: Timestamp) -> Timestamp {
    guard let weekday, numbers.isEmpty else { return moment }
    // 1970-01-01 was a Thursday.
    let days = Int((Double(moment.secondsSinceEpoch) / 86_400).rounded(.down))
    let today = ((days + 3) % 7 + 7) % 7
    return moment.adding(days: (weekday - today + 7) % 7)
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
