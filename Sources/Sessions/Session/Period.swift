/// A stretch of time as it is typed: numbers with units, `30d 12h` or `30 days`.
package struct Period: Sendable {
  /// Its length in seconds.
  package let seconds: Int

  /// Units by their first letter, which is their short name.
  private static let units: [(name: String, seconds: Int)] = [
    ("years", 31_536_000), ("weeks", 604_800), ("days", 86_400), ("hours", 3600), ("minutes", 60),
    ("seconds", 1),
  ]

  /// Reads one or more numbers, each with a unit behind it.
  package init?(_ text: String) {
    var total = 0
    var rest = Substring(text)
    repeat {
      rest = rest.drop { $0 == " " }
      let number = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard let count = Int(number), count <= 100_000_000_000,
        let unit = Period.units.first(where: { unit in
          name == unit.name.prefix(1) || name == unit.name || name == unit.name.dropLast()
        })
      else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(count * unit.seconds)
      guard !overflow else { return nil }
      total = sum
    } while rest.contains { $0 != " " }
    seconds = total
  }
}
