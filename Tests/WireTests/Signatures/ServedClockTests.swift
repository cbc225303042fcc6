import Kernel
import TestBench
import Testing

@testable import Wire

/// How old a link is under two clocks.
@Suite struct ServedClockTests {
  /// Seconds after the world began to be served, at which it showed the start of 2025.
  struct Row: Sendable {
    let name: String
    /// When the request arrives.
    let machine: Int
    /// Steps of the world's clock: when, and how far.
    var advances: [(Int, Int)] = []
    /// The date of the signature, by the machine's clock; `nil` where it is by the world's.
    var signed: Int?
    /// The date of the signature, by the world's clock.
    var inWorld: Int?
    let age: Int
  }

  static let served = Timestamp(secondsSinceEpoch: 1_795_932_633)

  static let rows = [
    Row(name: "the machine's time passes", machine: 100, signed: 40, age: 60),
    Row(name: "the world's too", machine: 100, advances: [(50, 7200)], signed: 40, age: 7260),
    Row(name: "but not before", machine: 100, advances: [(30, 7200)], signed: 40, age: 60),
    Row(
      name: "all of it", machine: 100, advances: [(30, 1), (50, 20), (60, 300)], signed: 40,
      age: 380),
    Row(name: "within the second", machine: 100, advances: [(40, 7200)], signed: 40, age: 7260),
    Row(name: "a clock that is ahead", machine: 100, signed: 400, age: -300),
    Row(name: "a link of the console", machine: 100, inWorld: 0, age: 0),
    Row(name: "which ages", machine: 100, advances: [(50, 7200)], inWorld: 0, age: 7200),
    Row(name: "from before it was served", machine: 100, signed: -5000, age: 5100),
    Row(name: "of no time", machine: 100, signed: 90_000_000, age: 100 - 90_000_000),
  ]

  @Test(arguments: rows.indices) func `a link ages by machine and world`(index: Int) {
    let row = Self.rows[index]
    let advanced = row.advances.reduce(0) { $0 + $1.1 }
    let clock = ServedClock(
      machine: Self.served.adding(seconds: row.machine),
      world: .start2025.adding(seconds: advanced), served: Self.served,
      advances: row.advances.map { .init(at: Self.served.adding(seconds: $0.0), seconds: $0.1) })
    let date =
      row.signed.map { Self.served.adding(seconds: $0) }
      ?? .start2025.adding(seconds: row.inWorld ?? 0)
    #expect(clock.age(of: date) == row.age, "\(row.name)")
  }

  /// A link of version 2: when it ends, and what is taken for its age and its life.
  @Test(
    arguments: [
      (3700, [], 0, 3600), (3690, [], 10, 3600), (3641, [], 59, 3600), (3640, [], 0, 3540),
      (130, [], 0, 30), (128, [], 2, 30), (100, [], 0, 0), (99, [], 0, -1),
      (3699, [(50, 7200)], 1, 3600), (3699, [(99, 7200)], 7201, 3600),
      (3700, [(99, 7200)], 0, 3600),
    ] as [(Int, [(Int, Int)], Int, Int)])
  func `an old link has the age that its end tells`(
    end: Int, advances: [(Int, Int)], age: Int, seconds: Int
  ) {
    let clock = ServedClock(
      machine: Self.served.adding(seconds: 100), world: .start2025, served: Self.served,
      advances: advances.map { .init(at: Self.served.adding(seconds: $0.0), seconds: $0.1) })
    let life = clock.life(until: Self.served.adding(seconds: end))
    #expect(life.age == age && life.seconds == seconds)
  }

  @Test func `an old link grows old by a clock that goes faster`() {
    let clock = ServedClock(
      machine: Self.served.adding(seconds: 100), world: .start2025, served: Self.served, rate: 60)
    let life = clock.life(until: Self.served.adding(seconds: 3690))
    #expect(life.age == 600 && life.seconds == 3600)
  }

  @Test func `an old link may be of the world's clock`() {
    let clock = ServedClock(
      machine: Self.served, world: .start2025.adding(seconds: 100), served: Self.served)
    let life = clock.life(until: .start2025.adding(seconds: 3690))
    #expect(life.age == 10 && life.seconds == 3600)
  }

  @Test func `a date is near either clock`() {
    let clock = ServedClock(machine: Self.served, world: .start2025, served: Self.served)
    for moment in [Self.served, .start2025] {
      for seconds in [-900, 0, 900] {
        #expect(clock.isNear(moment.adding(seconds: seconds), within: 900))
      }
      for seconds in [-901, 901] {
        #expect(!clock.isNear(moment.adding(seconds: seconds), within: 900))
      }
    }
  }
}
