import AWSCLI
import Access
import Cloud
import Kernel
import Sessions
import Shell
import Text

extension LabCommand {
  /// Moves the clock.
  static let advance = LabCommand(
    OwnLine.advance, "moves the clock; tells everything that happens on the way",
    operands: "PERIOD… | until DATE | next",
    options: [ToolOption("--what-if", summary: "tells what would happen; the clock stays")],
    details: """
      advance 365d               days; also y (365 days), w (weeks), h (hours), m, s
      advance 30d 12h            several together; advance 30 days is understood too
      advance until 2026-03-01   to a date, or to 2026-03-01T09:30
      advance next               to the next thing that is scheduled

      Keys rotate and are deleted on the way, in order, each at its moment. The clock
      never goes back, and moves 1,000 years at most at a time. Keys rotate 20,000
      times at most; where they would more often, advance says how far it can go.
      """
  ) { session, arguments, _ throws(Fault) in
    let words = arguments.operands
    let time = words.map(\.text) == ["next"] ? nil : try session.target(words)
    let before = session.present
    let passage: Passage
    do throws(ClockRefusal) {
      if arguments.has("--what-if") {
        let foreseen = try session.foresee(time)
        return LabAnswer(whatIf: foreseen.passage, before, foreseen.after)
      }
      passage = try session.moveClock(to: time)
    } catch {
      throw error.fault(Session.range(of: words))
    }
    return LabAnswer(
      lines: passage.lines { subject in before.readableName(of: subject) },
      document: passage.document)
  }
}

extension LabAnswer {
  /// What would happen on the way, while the clock stays where it is.
  fileprivate init(whatIf passage: Passage, _ before: Moment, _ after: Moment) {
    lines = passage.lines { before.readableName(of: $0) }
    lines[lines.count - 1] =
      "then it would be" + (lines.last ?? "").dropFirst("now".count)
    let (then, now) = (ReadableObjects(after.world), ReadableObjects(before.world))
    if then != now { lines.append("objects: \(now.inWords) would become \(then.inWords)") }
    lines.append("nothing has happened: it is still \(before.world.now.readable)")
    document = passage.document
  }
}

extension Session {
  /// The moment that words name.
  fileprivate func target(_ words: [Argument]) throws(Fault) -> Timestamp {
    if words.first?.text == "until",
      let time = Timestamp(words.dropFirst().map(\.text).joined(separator: "T"))
    {
      return time
    }
    if words.contains(where: {
      $0.text.hasPrefix("-") && Period(String($0.text.dropFirst())) != nil
    }) {
      throw ClockRefusal.backwards(now: world.now).fault(Session.range(of: words))
    }
    guard let period = Period(words.map(\.text).joined(separator: " ")) else {
      throw Fault(
        words.isEmpty ? "advance needs to know how far" : "that is no period and no date",
        range: Session.range(of: words), next: "advance \(Session.likelyPeriod(words))",
        hint: "advance takes 365d, 30d 12h, 90m (minutes), until 2026-03-01, or next")
    }
    guard period.seconds <= World.longestWayDays * 86_400 else {
      throw ClockRefusal.tooFar.fault(Session.range(of: words))
    }
    return world.now.adding(seconds: period.seconds)
  }

  /// A period that was likely meant: a number alone has days.
  private static func likelyPeriod(_ words: [Argument]) -> String {
    let days = words.count == 1 ? words.first.flatMap { Int($0.text) } : nil
    return days.flatMap { (0...World.longestWayDays).contains($0) ? "\($0)d" : nil } ?? "365d"
  }

  /// Where words stand, from the first to the last.
  fileprivate static func range(of words: [Argument]) -> Range<Int>? {
    guard let start = words.first?.range, let end = words.last?.range else { return nil }
    return start.lowerBound..<max(start.upperBound, end.upperBound)
  }
}

extension Passage {
  /// What happened, for a learner.
  func lines(name: (ARN) -> String) -> [String] {
    var lines: [String] = []
    for event in events {
      lines.append("\(event.time.readable)  \(event.name)  \(name(event.subject))")
      lines.append("  \(event.meaning)")
    }
    if count > events.count {
      lines.append("and \(count - events.count) more; in all:")
      for (kind, number) in counts { lines.append("  \(kind)  \(number)") }
    }
    let days = (end.secondsSinceEpoch - start.secondsSinceEpoch) / 86_400
    let rest = (end.secondsSinceEpoch - start.secondsSinceEpoch) % 86_400
    let parts = [(rest / 3600, "h"), (rest / 60 % 60, "min"), (rest % 60, "s")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let way = (days > 0 || rest == 0 ? [counted(days, "day", grouping: false)] : []) + parts
    let what = count == 0 ? "nothing happened" : counted(count, "event", grouping: false)
    lines.append("now \(end.readable), \(way.joined(separator: " ")) later; \(what)")
    return lines
  }

  /// The same as data.
  var document: Document {
    [
      "Start": .timestamp(start), "Now": .timestamp(end), "Count": .integer(count),
      "Events": .list(
        events.map { event in
          [
            "Time": .timestamp(event.time), "Event": .string(event.name),
            "Resource": .string(event.subject.description), "Meaning": .string(event.meaning),
          ]
        }),
      "Counts": .object(DocumentObject(counts.map { ($0.name, .integer($0.count)) })),
    ]
  }
}
