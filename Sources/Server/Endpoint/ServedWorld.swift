import Access
package import Cloud
import Kernel
package import Sessions

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
  /// Lines of the session that were handed over to be kept, or were there before.
  private var handedLines: Int
  /// Lines that came since the session forgot some.
  private var linesToForget = 0
  /// Whether it may forget any: at a prompt somebody asks for all of them.
  private let mayForget: Bool
  /// What happened while the clock moved in this visit.
  private var passages: [Passage] = []

  /// Begins to serve a session.
  ///
  /// A session that is kept runs again as it ran here, at a prompt too: so it keeps its past.
  init(_ session: Session, _ rules: EndpointRules, isKept: Bool, at moment: Timestamp) {
    self.session = session
    self.session.keepsPast = rules.keepsPast || isKept
    self.session.keepsCalls = isKept
    mayForget = !rules.isAtPrompt
    clock = WorldClock(pace: rules.pace, machine: moment, world: session.now)
    toldCount = session.world.environment.trail.count
    handedLines = session.lineCount
  }

  /// The world.
  package var world: World { session.world }

  /// Lets the clock come to where it should stand; where it refuses, it stays.
  mutating func follow(_ moment: Timestamp) {
    let time = clock.due(at: moment)
    guard time > session.now else { return }
    _ = try? move(to: time)
  }

  /// Moves the clock, unless it is asked to stop on the way.
  mutating func move(
    to time: Timestamp, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(ClockRefusal) -> Passage {
    let host = session.host
    session.host.isStopped = isStopped
    defer { session.host = host }
    return try lets { session in
      do throws(ClockRefusal) {
        return Result<Passage, ClockRefusal>.success(try session.advance(to: time))
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// Lets the session do something, as running a line, which may move the clock.
  mutating func lets<Result>(_ body: (inout Session) -> Result) -> Result {
    defer { passages += session.takePassages() }
    return body(&session)
  }

  /// Whether something is to happen by itself before the clock comes to where it should stand.
  func isEventDue(at moment: Timestamp) -> Bool {
    world.environment.queue.upcoming.first.map { $0.key.time <= clock.due(at: moment) } ?? false
  }

  /// Learns where clients find it, so that links of its lines lead there.
  mutating func settle(at address: String?) {
    self.address = address
    guard let address, session.keepsCalls else {
      session.variables[ServedWorld.variable] = address
      return
    }
    // What a line does that is kept must not depend on what no line tells.
    guard session.variables[ServedWorld.variable] != address else { return }
    _ = session.execute("\(OwnLine.serve) at \(address)")
  }

  /// The variable that tells AWS's programs where AWS is.
  private static let variable = "AWS_ENDPOINT_URL"

  /// The lines that nobody has kept yet; the session then forgets what lies far back.
  mutating func newLines() -> NewLines? {
    guard session.lineCount > handedLines else { return nil }
    let lines = session.lines(after: handedLines)
    handedLines = session.lineCount
    linesToForget += lines.entries.count
    if mayForget, linesToForget >= 200 || lines.bringIn {
      session.forgetLines()
      linesToForget = 0
    }
    return lines
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
