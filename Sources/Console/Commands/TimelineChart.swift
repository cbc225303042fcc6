import Access
import Cloud
import KMS
import Kernel
import Text

/// The lives of keys over an axis of time.
struct TimelineChart: Sendable {
  /// One key as the chart shows it.
  struct Row: Sendable {
    let name: String
    let stretches: [KeyLife.Stretch]
    let rotations: [Timestamp]
    /// When it was deleted, or will be.
    let end: Timestamp?
    /// When it will rotate.
    let nextRotation: Timestamp?
  }

  private let rows: [Row]
  /// The ends of the axis.
  let first, last: Timestamp
  /// The present moment.
  let now: Timestamp

  /// Makes a chart; `nil` where no time has passed, and none is waited for.
  init?(_ rows: [Row], now: Timestamp) {
    let ends = rows.flatMap { [$0.end, $0.nextRotation].compactMap { $0 } }
    guard let first = rows.compactMap({ $0.stretches.first?.start }).min() else { return nil }
    last = (ends + [now]).max() ?? now
    guard first < last else { return nil }
    self.rows = rows
    self.first = first
    self.now = now
  }

  /// The picture.
  var drawing: Drawing { Drawing(lines) }

  /// The shapes of a style.
  struct Signs {
    let enabled, disabled, pendingImport, pendingDeletion: Character
    let ahead, rotation, end, now, axis, tick: Character

    init(isUnicode: Bool) {
      (enabled, disabled, pendingImport) = isUnicode ? ("━", "─", "╍") : ("=", "-", "_")
      (pendingDeletion, ahead) = isUnicode ? ("┅", "┈") : ("~", ".")
      (rotation, end, now) = isUnicode ? ("╋", "╳", "│") : ("o", "X", "|")
      (axis, tick) = isUnicode ? ("─", "┴") : ("-", "+")
    }
  }
}

extension TimelineChart {
  /// The chart's lines: dates, axis, a row for each key, what the signs mean.
  private func lines(_ style: Drawing.Style) -> [Canvas] {
    let longest = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    let label = min(longest, max(8, style.columns / 4))
    // Two columns before the picture, two between names and bars.
    let plot = Plot(self, width: style.columns - label - 4, Signs(isUnicode: style.isUnicode))
    let blanks = Canvas(width: label + 2)
    var lines = [blanks + plot.dates, blanks + plot.axis]
    for row in rows {
      lines.append(Canvas(row.name.shortened(to: label).padded(label + 2)) + plot.bar(row))
    }
    return lines + plot.legend(rows, columns: style.columns - 2)
  }
}
