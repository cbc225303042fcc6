import Access
import Cloud
import Kernel
import Sessions
import Wire

extension Door {
  /// Tells what the clock shows.
  static let clock = Door(
    name: "clock", method: "GET", summary: "what the clock shows, and what comes next",
    manner: .brief
  ) { endpoint, _, moment in
    let visit = endpoint.visit(at: moment) { world in
      world.world.environment.queue.upcoming.first.map { slot, event -> Document in
        [
          "time": .string(slot.time.description), "event": .string(event.kind.name),
          "resource": .string(event.subject.description),
        ]
      }
    }
    return .json(
      200,
      [
        "now": .string(visit.now.description),
        "clock": .string(endpoint.rules.pace.description), "next": visit.result ?? .null,
      ])
  }

  /// Moves the clock.
  static let setClock = Door(
    name: "clock", method: "POST",
    summary: "moves it: {\"advance\": \"365d\"} or {\"until\": \"2026-03-01\"}",
    manner: .long
  ) { endpoint, request, moment in
    let way: ClockWay
    do throws(DoorFault) {
      way = try ClockWay(request.body)
    } catch {
      return error.response
    }
    let visit = endpoint.work.does("clock") { work in
      endpoint.stay(at: moment) { world in
        let end = way.end(from: world.session.now)
        do throws(ClockRefusal) {
          let passage = try world.move(to: end, isStopped: { work.isStopped })
          return Result<Passage, ClockRefusal>.success(passage)
        } catch {
          return .failure(error)
        }
      }
    }
    switch visit.result {
    case .success(let passage):
      return .json(200, passage.told, waits: visit.waits)
    case .failure(let refusal): return DoorFault(refusal.fault().message).response
    }
  }
}

/// How far the clock is to move.
private enum ClockWay {
  case seconds(Int)
  case until(Timestamp)

  /// Reads a request's content.
  init(_ body: [UInt8]) throws(DoorFault) {
    let members = try DoorFault.members(body, ["advance", "until"])
    switch (members["advance"], members["until"]) {
    case (let period?, nil):
      guard let text = period.text, let period = Period(text),
        period.seconds <= World.longestWayDays * 86_400
      else { throw DoorFault("advance takes a period up to 1,000 years, as \"365d\" or \"12h\"") }
      self = .seconds(period.seconds)
    case (nil, let time?):
      guard let text = time.text, let time = Timestamp(text) else {
        throw DoorFault("until takes a date, as \"2026-03-01\" or \"2026-03-01T09:30\"")
      }
      self = .until(time)
    default:
      throw DoorFault("say how far: {\"advance\": \"365d\"} or {\"until\": \"2026-03-01\"}")
    }
  }

  /// Where it ends.
  func end(from start: Timestamp) -> Timestamp {
    switch self {
    case .seconds(let seconds): start.adding(seconds: seconds)
    case .until(let time): time
    }
  }
}

extension Passage {
  /// As the door tells it.
  fileprivate var told: Document {
    [
      "start": .string(start.description), "now": .string(end.description),
      "count": .integer(count),
      "events": .list(
        events.map { event in
          [
            "time": .string(event.time.description), "event": .string(event.name),
            "resource": .string(event.subject.description), "meaning": .string(event.meaning),
          ]
        }),
      "counts": .object(DocumentObject(counts.map { ($0.name, .integer($0.count)) })),
    ]
  }
}
