import Cloud
import IAM
import KMS
import Kernel
import TestBench
import Testing

/// The lives of keys as state and trail tell them.
@Suite struct KeyLifeTests {
  var bench = Bench()

  private func life(_ key: Document) throws -> KeyLife {
    try #require(bench.world.keyLives().first { $0.address.id.description == key.text })
  }

  @Test mutating func `what is done to a key is told in order, and once`() throws {
    let key = try bench.makeKey()
    let request: Document = ["KeyId": key]
    let steps: [(operation: String, what: KeyLife.What?)] = [
      ("EnableKey", nil), ("DisableKey", .disabled), ("DisableKey", nil), ("EnableKey", .enabled),
      ("EnableKeyRotation", .rotationOn(days: 365)), ("DisableKeyRotation", .rotationOff),
      ("ScheduleKeyDeletion", .deletionScheduled(.start2025.adding(days: 36))),
      ("CancelKeyDeletion", .deletionCancelled), ("EnableKey", .enabled),
    ]
    for step in steps {
      try bench.must(step.operation, request)
      try bench.advance(days: 1)
    }
    #expect(try life(key).events.map(\.what) == steps.compactMap(\.what))
    #expect(try life(key).doomedSince == nil)
  }

  @Test mutating func `a deleted key is told as it was`() throws {
    try bench.advance(days: 3)
    let key = try bench.makeKey()
    try bench.must("CreateAlias", ["AliasName": "alias/k", "TargetKeyId": key])
    try bench.must("RotateKeyOnDemand", ["KeyId": key])
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.advance(days: 400)
    let before = try life(key)
    try bench.must("ScheduleKeyDeletion", ["KeyId": key, "PendingWindowInDays": 7])
    let scheduled = bench.world.now
    try bench.advance(days: 8)
    let after = try life(key)
    #expect(before.exists && !after.exists)
    #expect(after.made == before.made)
    #expect(after.aliases == ["alias/k"] && before.aliases == after.aliases)
    #expect(after.rotations.map(\.time) == before.rotations.map(\.time))
    #expect(after.rotations.map(\.cause) == [.onDemand, .automatic])
    #expect(after.doomedSince == scheduled && after.deleted == scheduled.adding(days: 7))
  }

  @Test mutating func `keys that are gone have the moments at which they were made`() throws {
    var keys: [Document] = []
    for _ in 0..<4 {
      keys.append(try bench.makeKey())
      try bench.advance(days: 1)
    }
    for key in [keys[1], keys[3]] { try bench.must("ScheduleKeyDeletion", ["KeyId": key]) }
    try bench.advance(days: 31)
    let gone = bench.world.keyLives().filter { !$0.exists }
    let start = Timestamp.start2025
    #expect(gone.map(\.made) == [start.adding(days: 1), start.adding(days: 3)])
  }

  @Test mutating func `an alias that moved is told of the key that it moved to`() throws {
    let keys = [try bench.makeKey(), try bench.makeKey()]
    try bench.must("CreateAlias", ["AliasName": "alias/k", "TargetKeyId": keys[0]])
    try bench.must("UpdateAlias", ["AliasName": "alias/k", "TargetKeyId": keys[1]])
    for key in keys { try bench.must("ScheduleKeyDeletion", ["KeyId": key]) }
    #expect(try keys.map { try life($0).aliases } == [[], ["alias/k"]])
    try bench.advance(days: 30)
    #expect(try keys.map { try life($0).aliases } == [[], ["alias/k"]])
  }
}
