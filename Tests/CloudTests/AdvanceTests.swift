import Cloud
import Kernel
import TestBench
import Testing

/// The clock and what it crosses.
@Suite struct AdvanceTests {
  var bench = Bench()

  private func refusal(to time: Timestamp) -> ClockRefusal? {
    var world = bench.world
    do throws(ClockRefusal) {
      _ = try world.advance(to: time)
      return nil
    } catch {
      #expect(world.digest() == bench.world.digest(), "a refusal changes nothing")
      return error
    }
  }

  @Test func `the clock never goes back`() {
    let now = Timestamp.start2025
    #expect(refusal(to: now.adding(seconds: -1)) == .backwards(now: now))
    #expect(refusal(to: now) == nil, "no way is no way back")
  }

  @Test mutating func `the clock moves a thousand years at most, and not beyond 9999`() throws {
    let now = Timestamp.start2025
    #expect(refusal(to: now.adding(days: World.longestWayDays)) == nil)
    #expect(refusal(to: now.adding(days: World.longestWayDays).adding(seconds: 1)) == .tooFar)
    let millennium = try #require(Timestamp(year: 3025, month: 1, day: 1))
    #expect(refusal(to: millennium) == nil)
    for year in stride(from: 3000, through: 9000, by: 1000) {
      _ = try bench.world.advance(to: #require(Timestamp(year: year, month: 1, day: 1)))
    }
    #expect(refusal(to: .last) == nil)
    #expect(refusal(to: Timestamp.last.adding(seconds: 1)) == .endOfCalendar)
  }

  @Test mutating func `rotations that nobody asks for are refused, with the day that works`() throws
  {
    for _ in 0..<50 {
      try bench.must(
        "EnableKeyRotation", ["KeyId": try bench.makeKey(), "RotationPeriodInDays": 90])
    }
    let far = bench.world.now.adding(days: 365_000)
    // 4,055 periods of 90 days; 400 of them are 20,000 rotations, and the 401st is one too many.
    let furthest = bench.world.now.adding(days: 401 * 90 - 1)
    #expect(refusal(to: far) == .tooManyRotations(50 * 4_055, furthest: furthest))
    #expect(refusal(to: furthest.adding(days: 1)) == .tooManyRotations(20_050, furthest: furthest))
    let passage = try bench.world.advance(to: furthest)
    #expect(passage.rotationCount == World.mostRotations)
    #expect(bench.world.rotationsLeft == 0)
    #expect(throws: ClockRefusal.tooManyRotations(50, furthest: nil)) {
      var world = bench.world
      _ = try world.advanceToNextEvent()
    }
    // What does not rotate is no reason to stop.
    for key in try bench.must("ListKeys")["Keys"]?.elements ?? [] {
      try bench.must("DisableKeyRotation", ["KeyId": key["KeyId"] ?? .null])
    }
    #expect(refusal(to: far) == nil)
  }

  @Test mutating func `replicas count, and keys that are gone do not`() throws {
    let key = try bench.must("CreateKey", ["MultiRegion": true])["KeyMetadata"]?["KeyId"] ?? .null
    try bench.must("ReplicateKey", ["KeyId": key, "ReplicaRegion": "eu-west-1"])
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.advance(days: 900)
    #expect(World.mostRotations - bench.world.rotationsLeft == 20)
  }

  @Test mutating func `the next event is where the clock goes next`() throws {
    #expect(throws: ClockRefusal.nothingScheduled) {
      var world = bench.world
      _ = try world.advanceToNextEvent()
    }
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    try bench.must("EnableKeyRotation", ["KeyId": try bench.makeKey()])
    for days in [90, 180, 270, 360, 365] {
      let passage = try bench.world.advanceToNextEvent()
      #expect(passage.end == Timestamp.start2025.adding(days: days))
      #expect(passage.count == 1)
      #expect(bench.world.now == passage.end)
    }
  }

  @Test mutating func `the next event can be too far away`() throws {
    try bench.must("EnableKeyRotation", ["KeyId": try bench.makeKey()])
    while bench.world.now < .last {
      _ = try bench.world.advance(
        to: min(bench.world.now.adding(days: World.longestWayDays), .last))
    }
    #expect(throws: ClockRefusal.endOfCalendar) {
      var world = bench.world
      _ = try world.advanceToNextEvent()
    }
    #expect(try bench.must("ListKeys")["Keys"]?.elements?.count == 1)
  }

  @Test mutating func `events at one moment happen in the order of their scheduling`() throws {
    var keys: [Document] = []
    for _ in 0..<5 { keys.append(try bench.makeKey()) }
    // Not the order in which the keys are stored, nor that in which they were made.
    let order = [3, 0, 4, 2, 1].map { keys[$0] }
    for key in order { try bench.must("EnableKeyRotation", ["KeyId": key]) }
    let passage = try bench.advance(days: 365)
    #expect(passage.events.map(\.subject.description) == order.map { bench.arn($0) })
    #expect(Set(passage.events.map(\.time.secondsSinceEpoch)).count == 1)
    let again = try bench.advance(days: 365)
    #expect(again.events.map(\.subject.description) == order.map { bench.arn($0) })
  }

  @Test mutating func `events of several kinds come by their times`() throws {
    let one = try bench.makeKey()
    let two = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": one, "RotationPeriodInDays": 90])
    try bench.advance(days: 70)
    try bench.must("ScheduleKeyDeletion", ["KeyId": two, "PendingWindowInDays": 20])
    let passage = try bench.advance(days: 365)
    #expect(
      passage.events.map(\.name)
        == ["RotateKey", "DeleteKey", "RotateKey", "RotateKey", "RotateKey"])
    #expect(passage.counts.first { $0.name == "RotateKey" }?.count == 4)
    #expect(passage.counts.first { $0.name == "DeleteKey" }?.count == 1)
    #expect(passage.events.map(\.time) == passage.events.map(\.time).sorted())
    #expect(passage.events.allSatisfy { !$0.meaning.isEmpty })
  }

  @Test mutating func `beyond 50 events are counted, not told`() throws {
    for _ in 0..<51 {
      try bench.must("EnableKeyRotation", ["KeyId": try bench.makeKey()])
    }
    let passage = try bench.advance(days: 730)
    #expect(passage.events.count == 50)
    #expect(passage.count == 102)
    #expect(passage.counts.first { $0.name == "RotateKey" }?.count == 102)
  }

  @Test mutating func `a thousand years over a key of 90 days`() throws {
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key, "RotationPeriodInDays": 90])
    let blob = try bench.encrypt(under: key)
    let passage = try bench.advance(days: World.longestWayDays)
    #expect(passage.count == World.longestWayDays / 90)
    try bench.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    let page = try bench.must("ListKeyRotations", ["KeyId": key, "Limit": 1000])
    #expect(page["Rotations"]?.elements?.count == 1000)
    #expect(page["Truncated"] == true)
  }

  @Test mutating func `one way and many ways end in the same world`() throws {
    for _ in 0..<3 {
      try bench.must(
        "EnableKeyRotation", ["KeyId": try bench.makeKey(), "RotationPeriodInDays": 100])
    }
    var slow = bench
    try bench.advance(days: 1000)
    for _ in 0..<1000 { try slow.advance(days: 1) }
    #expect(slow.world.digest() == bench.world.digest())
  }
}
