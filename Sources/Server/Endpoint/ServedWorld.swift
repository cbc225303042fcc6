package import Cloud
package import Console
import IAM
import Kernel

/// The world that is served, with its session and its clock.
package struct ServedWorld: Sendable {
  /// The session, which lines run in.
  package var session: Session
  /// The clock beside the machine's.
  var clock: WorldClock
  /// Where clients find it, as AWS_ENDPOINT_URL tells links; `nil` as long as it has no port.
  private var address: String?
  /// Records of the trail that were told already.
  private var toldCount: Int
  /// What happened while the clock moved in this visit.
  private var passages: [Passage] = []

  /// Begins to serve a session.
  init(_ session: Session, pace: ClockPace, at moment: Timestamp) {
    self.session = session
    clock = WorldClock(pace: pace, machine: moment, world: session.now)
    toldCount = session.world.environment.trail.count
  }

  /// The world.
  package var world: World { session.world }

  /// Lets the clock come to where it should stand; where it refuses, it stays.
  mutating func follow(_ moment: Timestamp) {
    let time = clock.due(at: moment)
    guard time > session.now else { return }
    _ = try? move(to: time)
  }

  /// Moves the clock.
  mutating func move(to time: Timestamp) throws(ClockRefusal) -> Passage {
    let outcome = session.visit("advance until \(time)") { world in
      do throws(ClockRefusal) {
        return (Result<Passage, ClockRefusal>.success(try world.advance(to: time)), true)
      } catch {
        return (.failure(error), false)
      }
    }
    let passage = try outcome.get()
    passages.append(passage)
    return passage
  }

  /// Learns where clients find it, so that links of its lines lead there.
  mutating func settle(at address: String?) {
    self.address = address
    session.variables["AWS_ENDPOINT_URL"] = address
  }

  /// Begins anew with another session.
  mutating func begin(_ session: Session) {
    self.session = session
    settle(at: address)
    toldCount = 0
  }

  /// What has happened since it was asked the last time, in order.
  mutating func news() -> [Happening] {
    defer { passages = [] }
    let trail = session.world.environment.trail
    guard trail.count != toldCount || !passages.isEmpty else { return [] }
    let records = trail.suffix(max(0, trail.count - toldCount)).map(\.record)
    toldCount = trail.count
    let home = session.configuration.account
    let unrecorded = passages.flatMap(\.events).filter { event in
      !records.contains { $0.time == event.time && $0.resources.contains(event.subject) }
    }
    let all = records.map { Happening($0, home: home) } + unrecorded.map { Happening($0) }
    return passages.isEmpty ? all : all.sorted { $0.time < $1.time }
  }
}
