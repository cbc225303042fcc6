import Access
import Ciphers
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// What holds of the world as a value.
@Suite struct WorldTests {
  /// A world after a random session.
  private static func world(seed: UInt64, session: UInt64 = 3, steps: Int = 150) -> World {
    var source = StepSource(seed: session)
    var simulation = Simulation(seed: seed) { _ in [] }
    for _ in 0..<steps { _ = simulation.play(source.next()) }
    return simulation.world
  }

  @Test func `the same seed and the same calls make the same world`() {
    #expect(Self.world(seed: 5).digest() == Self.world(seed: 5).digest())
  }

  @Test func `another seed makes another world`() {
    #expect(Self.world(seed: 5).digest() != Self.world(seed: 6).digest())
    #expect(Bench(seed: 1).world.digest() != Bench(seed: 2).world.digest())
  }

  @Test func `the outcomes are the same too, byte for byte`() throws {
    var benches = [Bench(seed: 9), Bench(seed: 9)]
    var outcomes: [[DocumentObject]] = [[], []]
    for index in benches.indices {
      let key = try benches[index].makeKey()
      outcomes[index] += [
        try benches[index].must("Encrypt", ["KeyId": key, "Plaintext": "AA=="]),
        try benches[index].must("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"]),
        try benches[index].must("GenerateRandom", ["NumberOfBytes": 32]),
      ]
    }
    #expect(outcomes[0] == outcomes[1])
  }

  @Test func `a copy knows nothing of what happens to the other`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    let blob = try bench.encrypt(under: key)
    let before = bench
    let digest = before.world.digest()
    try bench.must("ScheduleKeyDeletion", ["KeyId": key])
    try bench.advance(days: 400)
    #expect(bench.refusal("DescribeKey", ["KeyId": key])?.code == "NotFoundException")
    #expect(before.world.digest() == digest)
    var again = before
    try again.must("Decrypt", ["CiphertextBlob": .bytes(blob)])
    #expect(try again.advance(days: 400).count == 1)
    #expect(bench.refusal("DescribeKey", ["KeyId": key])?.code == "NotFoundException")
  }

  @Test func `what was undone happens the same way again`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    var other = bench
    let first = try bench.encrypt(under: key)
    #expect(try other.encrypt(under: key) == first)
    #expect(other.world.digest() == bench.world.digest())
  }

  @Test func `a draw of one kind does not change the others`() throws {
    var one = Bench()
    var two = Bench()
    let key = try one.makeKey()
    #expect(try two.makeKey() == key)
    try one.must("GenerateRandom", ["NumberOfBytes": 100])
    _ = try one.encrypt(under: key)
    #expect(try one.makeKey() == two.makeKey(), "ids of keys")
    #expect(
      one.world.storage.kms.keys.last?.value.materials.current?.id
        == two.world.storage.kms.keys.last?.value.materials.current?.id, "material")
  }

  /// Calls that are refused at every stage.
  @Test(
    arguments: [
      ("Encrypt", ["KeyId": 1]),  // a wrong type
      ("Encrypt", ["KeyId": "<key>"]),  // a member missing
      ("GenerateRandom", [:]),  // the service's own word
      ("GenerateDataKey", ["KeyId": "alias/none", "KeySpec": "AES_256"]),  // no such alias
      ("Decrypt", ["CiphertextBlob": .bytes([1, 2, 3])]),  // no ciphertext
      ("GenerateDataKey", ["KeyId": "<key>", "KeySpec": "AES_256", "DryRun": true]),  // a rehearsal
      ("CreateKey", ["KeySpec": "RSA_2048"]),  // no usage
      ("CreateKey", ["Policy": "{}"]),  // after an id was drawn
      ("ScheduleKeyDeletion", ["KeyId": "<key>", "PendingWindowInDays": 6]),  // out of range
      ("CancelKeyDeletion", ["KeyId": "<key>"]),  // nothing to cancel
      ("CreateAlias", ["AliasName": "alias/taken", "TargetKeyId": "<key>"]),  // taken
      ("PutKeyPolicy", ["KeyId": "<key>", "Policy": #"{"Statement": []}"#]),  // a lockout
    ] as [(String, DocumentObject)])
  func `a refused call changes the trail and nothing else`(
    operation: String, template: DocumentObject
  ) throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    try bench.must("CreateAlias", ["AliasName": "alias/taken", "TargetKeyId": key])
    var request = template
    for entry in template.entries where entry.value == "<key>" { request[entry.name] = key }
    for principal in [Principal.alice, .bob, .stranger] {
      bench.principal = principal
      let before = bench.world
      let outcome = bench.refusal(operation, .object(request))
      let refusal = try #require(outcome)
      #expect(
        bench.world.digest(includingTrail: false) == before.digest(includingTrail: false))
      #expect(bench.world.environment.trail.count == before.environment.trail.count + 1)
      let record = try #require(bench.world.environment.trail.suffix(1).first?.record)
      #expect(record.error == refusal)
      #expect(record.name == operation)
      #expect(record.actor == .principal(principal, via: nil))
    }
  }

  @Test func `nothing secret is in the trail`() throws {
    var bench = Bench()
    let keys = [try bench.makeKey(), try bench.makeKey()]
    var secrets: [[UInt8]] = []
    var dice = Dice(4)
    for _ in 0..<40 {
      let key = keys[dice.happens(50) ? 0 : 1]
      let plaintext = (0..<24).map { _ in UInt8(dice.below(256)) }
      secrets.append(plaintext)
      let blob = Document.bytes(try bench.encrypt(plaintext, under: key))
      try bench.must("Decrypt", ["CiphertextBlob": blob])
      try bench.must("ReEncrypt", ["CiphertextBlob": blob, "DestinationKeyId": keys[0]])
      let dataKey = try bench.must("GenerateDataKey", ["KeyId": key, "KeySpec": "AES_256"])
      secrets.append(try #require(dataKey["Plaintext"]?.blob))
      let random = try bench.must("GenerateRandom", ["NumberOfBytes": 32])
      secrets.append(try #require(random["Plaintext"]?.blob))
      if dice.happens(10) { try bench.must("RotateKeyOnDemand", ["KeyId": key]) }
      // Refused in many ways, the plaintext in hand.
      let secret = Document.bytes(plaintext)
      _ = bench.call("Encrypt", ["KeyId": "x", "Plaintext": secret])
      _ = bench.call("Encrypt", ["Plaintext": secret])
      _ = bench.call("Encrypt", ["KeyId": 1, "Plaintext": secret])
      _ = bench.call("Encrypt", ["KeyId": key, "Plaintext": secret, "DryRun": true])
      _ = bench.call("Encrypt", ["KeyId": key, "Plaintext": [secret]])
      _ = bench.call("Encrypt", ["KeyId": key, "Plaintext": ["secret": secret]])
      _ = bench.call(
        "Encrypt",
        ["KeyId": key, "Plaintext": .bytes(Array(repeating: plaintext, count: 200).flatMap { $0 })])
      _ = bench.call("ListKeys", ["Plaintext": secret, "Unknown": secret])
    }
    let trail = bench.world.environment.trail
    let materials = bench.world.storage.kms.keys.values.flatMap {
      $0.materials.versions.map { $0.material.secret?.copyBytes() ?? [] }
    }
    #expect(trail.count > 400)
    #expect(Search(secrets + materials).count(in: trail.suffix(trail.count)) == 0)
    // The search would find them: a plaintext put where it does not belong.
    _ = bench.call(
      "UpdateKeyDescription", ["KeyId": keys[0], "Description": .string(Base64.encode(secrets[0]))])
    let last = bench.world.environment.trail.suffix(1)
    #expect(Search(secrets).count(in: last) == 1)
  }

  @Test func `the digest follows the switches`() {
    let start = Bench().world
    for change in [
      { (settings: inout Settings) in settings.consistency = .realistic },
      { $0.isThrottling = true },
      { $0.fault = InjectedFault(code: "x", operation: nil, percent: 1, seed: 0) },
    ] as [(inout Settings) -> Void] {
      var world = start
      change(&world.environment.settings)
      #expect(world.digest() != start.digest())
    }
  }
}
