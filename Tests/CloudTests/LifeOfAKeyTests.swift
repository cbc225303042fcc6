import Cloud
import IAM
import Kernel
import Testing

/// A world and its learner, for tests that call operations by name.
struct Bench {
  var world: World
  var principal = Principal.user(.learner, name: "alice")
  var region = Region.usEast1

  init(seed: UInt64 = 1) {
    world = World(seed: seed, start: Timestamp(secondsSinceEpoch: 1_735_689_600))
  }

  /// Calls an operation; the world is checked after it.
  @discardableResult
  mutating func call(_ name: String, _ request: Document = [:]) -> Outcome {
    guard let operation = Catalogue.operation(name) else {
      Issue.record("no operation \(name)")
      return .failure(WireError("NoSuchOperation", name))
    }
    let outcome = world.handle(operation, request, as: Call(principal: principal, region: region))
    #expect(world.check() == [])
    return outcome
  }

  /// Calls an operation that must succeed.
  @discardableResult
  mutating func must(_ name: String, _ request: Document = [:]) throws -> DocumentObject {
    try call(name, request).get()
  }

  /// The code of the refusal of a call that must fail.
  mutating func refusal(_ name: String, _ request: Document = [:]) -> WireError? {
    if case .failure(let error) = call(name, request) { error } else { nil }
  }

  /// Makes a key; its id.
  mutating func makeKey() throws -> Document {
    let metadata = try must("CreateKey")["KeyMetadata"]
    return try #require(metadata?["KeyId"])
  }

  /// Moves the clock.
  @discardableResult
  mutating func advance(days: Int) throws -> Passage {
    let passage = try world.advance(to: world.now.adding(days: days))
    #expect(world.check() == [])
    return passage
  }
}

@Suite struct LifeOfAKeyTests {
  @Test func `A year passes, the key rotates, and the old ciphertext still opens`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("EnableKeyRotation", ["KeyId": key])
    let old = try bench.must("Encrypt", ["KeyId": key, "Plaintext": .bytes([1, 2, 3])])
    let passage = try bench.advance(days: 365)
    #expect(passage.events.map(\.name) == ["RotateKey"])
    let new = try bench.must("Encrypt", ["KeyId": key, "Plaintext": .bytes([1, 2, 3])])
    let openedOld = try bench.must(
      "Decrypt", ["CiphertextBlob": try #require(old["CiphertextBlob"])])
    let openedNew = try bench.must(
      "Decrypt", ["CiphertextBlob": try #require(new["CiphertextBlob"])])
    #expect(openedOld["Plaintext"] == .bytes([1, 2, 3]))
    #expect(openedNew["Plaintext"] == .bytes([1, 2, 3]))
    #expect(openedOld["KeyMaterialId"] != openedNew["KeyMaterialId"])
  }
}
