package import Kernel

extension Timestamp {
  /// Reads a moment as clients write them: an HTTP date, ISO 8601 with or without fractions, or
  /// seconds since the epoch; `nil` for anything else.
  package init?(wire text: String) {
    let whole = Timestamp.withoutFraction(text)
    if let moment = Timestamp(whole) ?? Timestamp(httpDate: text) ?? Timestamp(basicText: text) {
      self = moment
    } else {
      self.init(secondsText: text)
    }
  }

  /// Reads seconds since the epoch, fractions cut off: `1893456000`, `1.516435200399E9`, `-1`;
  /// `nil` for anything else and for moments that are not of the years 0 to 9999.
  package init?(secondsText text: String) {
    guard let seconds = Double(text), let first = Timestamp(year: 0, month: 1, day: 1),
      seconds >= Double(first.secondsSinceEpoch),
      seconds <= Double(Timestamp.last.secondsSinceEpoch)
    else { return nil }
    self.init(secondsSinceEpoch: Int(seconds))
  }

  /// A moment in ISO 8601 without the digits behind its seconds.
  private static func withoutFraction(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    return String(text[..<point])
      + text[point...].dropFirst().drop { ("0"..."9").contains($0) }
  }

  /// Reads `Sat, 21 Feb 2026 01:04:13 GMT`; `nil` for anything else.
  package init?(httpDate text: String) {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT" || words[5] == "+0000", words[0].hasSuffix(","),
      let day = Int(words[1]), let year = Int(words[3]),
      let month = Timestamp.monthNames.firstIndex(of: String(words[2]))
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3 else { return nil }
    self.init(
      year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2])
  }
}
