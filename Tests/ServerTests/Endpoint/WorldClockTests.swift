import Kernel
import Testing
import Wire

@testable import Server

/// The world's clock beside the machine's.
@Suite struct WorldClockTests {
  static let start = Timestamp(secondsSinceEpoch: 1_800_000_000)
  static let world = Timestamp(secondsSinceEpoch: 1_735_689_600)

  static func clock(_ pace: ClockPace) -> WorldClock {
    WorldClock(pace: pace, machine: start, world: world)
  }

  /// Paces as they are typed, and how far the world comes in ten seconds.
  static let paces: [(text: String, seconds: Int?)] = [
    ("still", 0), ("real", 10), ("1x", 10), ("3600x", 36_000), ("0x", nil), ("-1x", nil),
    ("x", nil), ("", nil), ("99999999999999999999x", nil), ("fast", nil),
  ]

  @Test(arguments: paces)
  func `the world's clock moves at its pace`(row: (text: String, seconds: Int?)) {
    let pace = ClockPace(row.text)
    let seconds = pace.map {
      Self.clock($0).due(at: Self.start.adding(seconds: 10)).secondsSinceEpoch
        - Self.world.secondsSinceEpoch
    }
    #expect(seconds == row.seconds)
    #expect(row.text == "1x" || pace == nil || pace?.description == row.text)
  }

  @Test func `a clock never comes beyond the calendar, nor back with the machine's`() {
    let clock = Self.clock(.running(10_000_000))
    #expect(clock.due(at: Self.start.adding(days: 1_000_000)) == .last)
    #expect(clock.due(at: Self.start.adding(seconds: -5)) == Self.world)
  }

  @Test func `a clock that was moved goes on from there`() {
    var clock = Self.clock(.running(1))
    clock.note(Self.world.adding(days: 2), at: Self.start)
    #expect(clock.due(at: Self.start.adding(seconds: 5)) == Self.world.adding(seconds: 172_805))
  }

  @Test func `what was signed ages by what the clock was moved since then`() {
    var clock = Self.clock(.still)
    clock.note(Self.world.adding(seconds: 100), at: Self.start.adding(seconds: 10))
    clock.note(Self.world.adding(seconds: 350), at: Self.start.adding(seconds: 20))
    let now = Self.start.adding(seconds: 30)
    let served = clock.served(at: now, world: Self.world.adding(seconds: 350))
    #expect(served.served == Self.start && served.rate == 1)
    #expect(
      served.advances == [
        .init(at: Self.start.adding(seconds: 10), seconds: 100),
        .init(at: Self.start.adding(seconds: 20), seconds: 250),
      ])
  }

  @Test func `what was signed ages as quickly as the world's clock runs`() {
    let now = Self.start.adding(seconds: 10)
    #expect(Self.clock(.running(1)).served(at: now, world: Self.world).rate == 1)
    #expect(Self.clock(.running(60)).served(at: now, world: Self.world).rate == 60)
  }

  @Test func `the endpoint's world moves by itself, and by what it is told`() {
    var rules = EndpointRules()
    rules.pace = .running(3600)
    var bench = ServerBench(rules)
    bench.moment = bench.moment.adding(seconds: 24)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("\"now\":\"2025-01-02T00:00:00Z\""))
    bench.lines("advance 1d")
    bench.moment = bench.moment.adding(seconds: 1)
    bench.endpoint.tick(at: bench.moment)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("\"now\":\"2025-01-03T01:00:00Z\""))
    _ = bench.ask("POST", "/_kmslab/reset")
    bench.moment = bench.moment.adding(seconds: 1)
    #expect(bench.ask("GET", "/_kmslab/clock").text.contains("\"now\":\"2025-01-01T01:00:00Z\""))
  }
}
