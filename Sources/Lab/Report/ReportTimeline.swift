import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

/// The lives of keys over the calls of a world, as a drawing.
struct ReportTimeline {
  private let session: Session
  private let lives: [KeyLife]
  private let left: Int
  private let hidden: Int
  private let first: Int
  private let last: Int

  private static let labels = 212
  private static let width = 960
  private static let rowHeight = 34
  private static let callsHeight = 64
  private static let mostKeys = 16

  /// The drawing with its caption; nothing for a world in which nothing happened.
  static func figure(_ session: Session, id: String) -> Markup {
    let drawing = ReportTimeline(session)
    guard session.world.environment.trail.count > 0 else { return Markup() }
    return drawing.figure(id)
  }

  private init(_ session: Session) {
    self.session = session
    let all = session.world.keyLives(rotations: 200)
    lives = Array(all.prefix(ReportTimeline.mostKeys))
    hidden = all.count - lives.count
    left = ReportTimeline.labels
    first = session.configuration.start.secondsSinceEpoch
    let future = lives.compactMap { ReportTimeline.doom($0, session) }.max()
    let end = max(session.now.secondsSinceEpoch, future ?? first)
    // A clock that stood still all the time gets a day.
    last = end > first ? end : first + 86_400
  }

  /// When a key that waits for its deletion will be gone.
  private static func doom(_ life: KeyLife, _ session: Session) -> Int? {
    guard case .pendingDeletion(let date, _) = session.world.storage.kms.keys[life.address]?.state
    else { return nil }
    return date.secondsSinceEpoch
  }

  private var height: Int { Self.callsHeight + lives.count * Self.rowHeight + 30 }

  private func x(_ seconds: Int) -> Int {
    let room = Self.width - left - 16
    let part = Double(max(first, min(last, seconds)) - first) / Double(last - first)
    return left + Int(part * Double(room))
  }

  private func figure(_ id: String) -> Markup {
    let rows = lives.enumerated().map { row($1, Self.callsHeight + $0 * Self.rowHeight) }.joined
    let more = hidden == 0 ? "" : " \(hidden) more keys are not drawn."
    return """
      <figure>
      <svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-labelledby="\(id) \(id)d">
      <title id="\(id)">Timeline of \(first(session)) to \(session.now.date)</title>
      <desc id="\(id)d">\(words)</desc>
      \(axis)\(calls)\(rows)\(now)</svg>
      <figcaption><span class="key usable"></span>usable <span class="key disabled"></span>disabled
      <span class="key pending"></span>pending deletion <span class="key rotated"></span>rotated
      <span class="key gone"></span>gone.\(more)</figcaption>
      </figure>

      """
  }

  private func first(_ session: Session) -> String { session.configuration.start.date }

  /// The drawing in words, for who does not see it.
  private var words: String {
    let trail = session.world.environment.trail
    let keys = lives.map { life in
      let end = life.deleted.map { ", deleted \($0.date)" } ?? ""
      return "\(name(life)): created \(life.made.date), rotated \(life.rotations.count) times\(end)"
    }
    return (["\(trail.count) calls and events"] + keys).joined(separator: "; ") + "."
  }

  private func name(_ life: KeyLife) -> String {
    life.aliases.first ?? "key \(life.address.id.description.prefix(8))"
  }
}

/// Parts of the drawing.
extension ReportTimeline {
  /// Days of the clock along the foot, and lines up from them.
  private var axis: Markup {
    let foot = height - 24
    let count = 4
    return (0...count).map { index -> Markup in
      let seconds = first + (last - first) / count * index
      let place = x(seconds)
      let anchor = index == 0 ? "start" : index == count ? "end" : "middle"
      return """
        <line class="grid" x1="\(place)" y1="8" x2="\(place)" y2="\(foot)"/>
        <text class="day" x="\(place)" y="\(foot + 16)" text-anchor="\(anchor)">\
        \(Timestamp(secondsSinceEpoch: seconds).date)</text>

        """
    }.joined
  }

  /// How many calls there were at each moment, refused ones on top.
  private var calls: Markup {
    var bins: OrderedMap<Int, (ok: Int, refused: Int)> = [:]
    session.world.environment.trail.walk { record in
      let place = x(record.time.secondsSinceEpoch) / 6 * 6
      var bin = bins[place] ?? (0, 0)
      if record.error == nil { bin.ok += 1 } else { bin.refused += 1 }
      bins[place] = bin
    }
    let most = max(1, bins.map { $0.value.ok + $0.value.refused }.max() ?? 1)
    let foot = Self.callsHeight - 14
    let bars = bins.map { place, bin -> Markup in
      let room = Double(foot - 12) / Double(most)
      let (ok, refused) = (bar(bin.ok, room), bar(bin.refused, room))
      return """
        <rect class="call" x="\(place)" y="\(foot - ok)" width="5" height="\(ok)"/>
        <rect class="refusal" x="\(place)" y="\(foot - ok - refused)"
        width="5" height="\(refused)"/>

        """
    }.joined
    return """
      <text class="label" x="0" y="\(foot)">calls and events</text>
      <text class="small" x="0" y="\(foot - 16)">at most \(most) at a moment</text>
      \(bars)
      """
  }

  private func bar(_ count: Int, _ room: Double) -> Int {
    count == 0 ? 0 : max(2, Int(Double(count) * room))
  }

  private func row(_ life: KeyLife, _ top: Int) -> Markup {
    let y = top + 8
    let marks = life.rotations.map { rotation -> Markup in
      let place = x(rotation.time.secondsSinceEpoch)
      return """
        <path class="rotated" d="M\(place) \(y - 2)l6 8l-6 8l-6 -8z"/>

        """
    }.joined
    var end = Markup()
    if let deleted = life.deleted {
      let place = x(deleted.secondsSinceEpoch)
      end = """
        <path class="gone" d="M\(place - 5) \(y + 1)l10 10m0 -10l-10 10"/>

        """
    }
    return """
      <text class="label" x="0" y="\(y + 10)">\(shortened(name(life)))</text>
      \(spans(life).map { bar($0, y) }.joined)\(marks)\(end)
      """
  }

  /// Where the clock stands, where something still lies ahead.
  private var now: Markup {
    let seconds = session.now.secondsSinceEpoch
    guard seconds > first, seconds < last else { return Markup() }
    return """
      <line class="now" x1="\(x(seconds))" y1="4" x2="\(x(seconds))" y2="\(height - 24)"/>
      <text class="small" x="\(x(seconds) + 4)" y="12">now</text>

      """
  }

  /// The stretches of a life; a wait for the deletion lasts until the day that was named.
  private func spans(_ life: KeyLife) -> [KeyLife.Stretch] {
    var spans = life.stretches(until: session.now)
    if let doom = Self.doom(life, session), let last = spans.popLast() {
      spans.append(
        KeyLife.Stretch(
          start: last.start, end: Timestamp(secondsSinceEpoch: doom), state: last.state))
    }
    return spans
  }

  private func bar(_ span: KeyLife.Stretch, _ y: Int) -> Markup {
    let start = x(span.start.secondsSinceEpoch)
    let style = ReportTimeline.style(span.state)
    return """
      <rect class="\(style)" x="\(start)" y="\(y)"
      width="\(max(3, x(span.end.secondsSinceEpoch) - start))" height="12" rx="2"/>

      """
  }

  /// The class of a state.
  private static func style(_ state: KeyLife.State) -> String {
    switch state {
    case .enabled: "usable"
    case .disabled, .unavailable, .pendingImport: "disabled"
    case .pendingDeletion, .deleted: "pending"
    }
  }

  private func shortened(_ name: String) -> String {
    name.shortened(to: 30, sign: "…")
  }
}
