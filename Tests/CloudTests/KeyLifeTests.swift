import Access
import Cloud
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

  /// A day of each state, in order, the first of them from the making on.
  @Test mutating func `the states of a life follow one another`() throws {
    let key = try bench.makeKey()
    let request: Document = ["KeyId": key]
    let steps: [(operation: String, state: KeyLife.State)] = [
      ("DisableKey", .disabled), ("EnableKey", .enabled),
      ("ScheduleKeyDeletion", .pendingDeletion), ("CancelKeyDeletion", .disabled),
      ("ScheduleKeyDeletion", .pendingDeletion),
    ]
    var expected: [KeyLife.Stretch] = []
    var state = KeyLife.State.enabled
    for step in steps {
      let start = bench.world.now
      try bench.advance(days: 1)
      expected.append(KeyLife.Stretch(start: start, end: bench.world.now, state: state))
      try bench.must(step.operation, request)
      state = step.state
    }
    let scheduled = bench.world.now
    try bench.advance(days: 9)
    let waiting = KeyLife.Stretch(start: scheduled, end: bench.world.now, state: state)
    #expect(try life(key).stretches(until: bench.world.now) == expected + [waiting])
    try bench.advance(days: 50)
    let whole = KeyLife.Stretch(
      start: scheduled, end: scheduled.adding(days: 30), state: .pendingDeletion)
    #expect(try life(key).stretches(until: bench.world.now) == expected + [whole])
  }

  @Test mutating func `imported material comes, and its time is over`() throws {
    let key = try bench.makeKey(["Origin": "EXTERNAL"])
    try bench.advance(days: 2)
    let parameters = try bench.must(
      "GetParametersForImport",
      ["KeyId": key, "WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"])
    let wrapped = try parameters.wrapping([UInt8](0..<32))
    try bench.must(
      "ImportKeyMaterial",
      [
        "KeyId": key, "ImportToken": try #require(parameters["ImportToken"]),
        "EncryptedKeyMaterial": wrapped,
        "ValidTo": .timestamp(bench.world.now.adding(days: 5)),
      ])
    try bench.advance(days: 10)
    let lived = try life(key)
    #expect(lived.events.map(\.what) == [.imported, .materialGone])
    #expect(
      lived.stretches(until: bench.world.now).map(\.state)
        == [.pendingImport, .enabled, .pendingImport])
  }
}
