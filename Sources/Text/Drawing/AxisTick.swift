package import Kernel

/// What a mark on the axis stands for.
package enum AxisTick: String, CaseIterable {
  /// The beginning of one.
  case hour, day, month, year
  /// The beginning of ten years.
  case decade = "ten years"
  /// Nothing: there would be too many.
  case none

  /// The beginnings of all units between two moments; `nil` where there are too many.
  package func ticks(from first: Timestamp, to last: Timestamp, most: Int) -> [Timestamp]? {
    let span = last.secondsSinceEpoch - first.secondsSinceEpoch
    guard self != .none, span / seconds <= most else { return nil }
    var ticks: [Timestamp] = []
    var number = number(of: first) + 1
    while let time = beginning(number), time < last {
      ticks.append(time)
      number += 1
    }
    return ticks.isEmpty ? nil : ticks
  }

  /// About how long one is.
  private var seconds: Int {
    switch self {
    case .hour: 3_600
    case .day: 86_400
    case .month: 86_400 * 30
    case .year: 86_400 * 365
    case .decade, .none: 86_400 * 3_650
    }
  }

  /// The number of the unit that a moment lies in.
  private func number(of time: Timestamp) -> Int {
    let parts = time.components
    return switch self {
    case .hour, .day: time.secondsSinceEpoch / seconds
    case .month: parts.year * 12 + parts.month - 1
    case .year: parts.year
    case .decade, .none: parts.year / 10
    }
  }

  private func beginning(_ number: Int) -> Timestamp? {
    switch self {
    case .hour, .day: Timestamp(secondsSinceEpoch: number * seconds)
    case .month: Timestamp(year: number / 12, month: number % 12 + 1, day: 1)
    case .year: Timestamp(year: number, month: 1, day: 1)
    case .decade, .none: Timestamp(year: number * 10, month: 1, day: 1)
    }
  }
}
