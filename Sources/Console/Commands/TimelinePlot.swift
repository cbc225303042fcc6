import Cloud
import Kernel
import Text

extension TimelineChart {
  /// The part of the chart above the axis of time.
  struct Plot {
    let chart: TimelineChart
    let width: Int
    let signs: Signs
    private let unit: AxisTick

    init(_ chart: TimelineChart, width: Int, _ signs: Signs) {
      self.chart = chart
      self.width = width
      self.signs = signs
      unit =
        AxisTick.allCases.first { unit in
          unit.ticks(from: chart.first, to: chart.last, most: width / 4) != nil
        } ?? .none
    }

    /// The column of a moment.
    private func column(_ time: Timestamp) -> Int {
      let span = chart.last.secondsSinceEpoch - chart.first.secondsSinceEpoch
      return (time.secondsSinceEpoch - chart.first.secondsSinceEpoch) * (width - 1) / span
    }
  }
}

extension TimelineChart.Plot {
  /// The dates of both ends.
  var dates: Canvas {
    let (first, last) = (name(chart.first), name(chart.last))
    var canvas = Canvas(width: width)
    canvas.write(first, at: 0)
    canvas.write(last, at: width - last.count)
    return canvas
  }

  /// A date, or the time of the day on an axis of one day.
  private func name(_ time: Timestamp) -> String {
    chart.first.date == chart.last.date ? time.timeOfDay : time.date
  }

  /// The axis with its marks.
  var axis: Canvas {
    var canvas = Canvas(width: width)
    for column in 0..<width { canvas.put(signs.axis, at: column, .frame) }
    for time in unit.ticks(from: chart.first, to: chart.last, most: width / 4) ?? [] {
      canvas.put(signs.tick, at: column(time), .frame)
    }
    if chart.now < chart.last { canvas.put(signs.now, at: column(chart.now), .now) }
    return canvas
  }

  /// The life of a key.
  func bar(_ row: TimelineChart.Row) -> Canvas {
    var canvas = Canvas(width: width)
    // The short ones last, so that none is lost below a long one beside it.
    let ordered = row.stretches.enumerated().sorted { (a, b) in
      (b.element.length, a.offset) < (a.element.length, b.offset)
    }
    for (_, stretch) in ordered {
      let start = column(stretch.start)
      for place in start...max(start, column(stretch.end)) {
        canvas.put(sign(stretch.state), at: place, ink(stretch.state))
      }
    }
    draw(row.end, of: row, &canvas, signs.pendingDeletion, .doomed)
    draw(row.nextRotation, of: row, &canvas, signs.ahead, .ahead)
    if chart.now < chart.last, !canvas.isBlank(column(chart.now)..<column(chart.now) + 1) {
      canvas.put(signs.now, at: column(chart.now), .now)
    }
    for time in row.rotations + [row.nextRotation].compactMap({ $0 }) {
      canvas.put(signs.rotation, at: column(time), .rotation)
    }
    if let end = row.end { canvas.put(signs.end, at: column(end), .end) }
    return canvas
  }

  /// What lies between the present moment and one that is waited for.
  private func draw(
    _ time: Timestamp?, of row: TimelineChart.Row, _ canvas: inout Canvas, _ sign: Character,
    _ ink: Canvas.Ink
  ) {
    guard let time, time > chart.now else { return }
    for place in column(chart.now)..<max(column(chart.now), column(time)) {
      canvas.put(sign, at: place, ink)
    }
  }

  private func sign(_ state: KeyLife.State) -> Character {
    switch state {
    case .enabled: signs.enabled
    case .disabled, .unavailable: signs.disabled
    case .pendingImport: signs.pendingImport
    case .pendingDeletion, .deleted: signs.pendingDeletion
    }
  }

  private func ink(_ state: KeyLife.State) -> Canvas.Ink {
    switch state {
    case .enabled: .sound
    case .disabled, .unavailable, .pendingImport: .shut
    case .pendingDeletion, .deleted: .doomed
    }
  }
}

extension KeyLife.Stretch {
  /// How long it lasted, in seconds.
  fileprivate var length: Int { end.secondsSinceEpoch - start.secondsSinceEpoch }
}

extension TimelineChart.Plot {
  /// What the signs mean that the chart has, in as many lines as it takes.
  func legend(_ rows: [TimelineChart.Row], columns: Int) -> [Canvas] {
    let states = rows.flatMap { $0.stretches.map(\.state) }
    var entries: [(sign: Character, ink: Canvas.Ink, text: String)] = []
    for (state, text) in [
      (KeyLife.State.enabled, "Enabled"), (.disabled, "Disabled"), (.unavailable, "Unavailable"),
      (.pendingImport, "PendingImport"), (.pendingDeletion, "PendingDeletion"),
    ] where states.contains(state) {
      entries.append((sign(state), ink(state), text))
    }
    if rows.contains(where: { !$0.rotations.isEmpty || $0.nextRotation != nil }) {
      entries.append((signs.rotation, .rotation, "rotates"))
    }
    if rows.contains(where: { $0.end != nil }) { entries.append((signs.end, .end, "deleted")) }
    if chart.now < chart.last {
      entries.append((signs.now, .now, "now, \(name(chart.now))"))
      if rows.contains(where: { $0.end == nil }) {
        entries.append((signs.ahead, .frame, "to come"))
      }
    }
    if unit != .none { entries.append((signs.tick, .frame, "a new \(unit.rawValue)")) }
    var lines = [Canvas(width: 0)]
    for entry in entries {
      let part = Canvas(String(entry.sign), entry.ink) + Canvas(" " + entry.text)
      let line = lines[lines.count - 1]
      if line.width == 0 {
        lines[lines.count - 1] = part
      } else if line.width + 3 + part.width <= columns {
        lines[lines.count - 1] = line + Canvas(width: 3) + part
      } else {
        lines.append(part)
      }
    }
    return lines
  }
}
