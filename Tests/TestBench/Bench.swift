import Access
package import Cloud
package import Kernel
package import Testing

/// A world and its learner, for tests that call operations by name.
package struct Bench: Sendable {
  /// The world.
  package var world: World
  /// Who calls.
  package var principal = Principal.alice
  /// The Region that is called.
  package var region = Region.usEast1

  /// Makes a new world, at the first second of 2025.
  package init(seed: UInt64 = 1) {
    world = World(seed: seed, start: .start2025)
  }

  /// Calls an operation; the world is checked after what can change it, and so what a read has
  /// broken is found at the next write.
  @discardableResult
  package mutating func call(
    _ name: String, _ request: Document = [:], of service: Service? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Outcome {
    guard let operation = Catalogue.operation(name, of: service) else {
      Issue.record("no operation \(name)", sourceLocation: sourceLocation)
      return .failure(CallFailure(WireError("NoSuchOperation", name), .injected))
    }
    let outcome = world.handle(operation, request, as: Call(principal: principal, region: region))
    if operation.effect == .write {
      #expect(world.check() == [], sourceLocation: sourceLocation)
    }
    return outcome
  }

  /// Calls an operation that must succeed.
  @discardableResult
  package mutating func must(
    _ name: String, _ request: Document = [:], of service: Service? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> DocumentObject {
    let outcome = call(name, request, of: service, sourceLocation: sourceLocation)
    if case .failure(let error) = outcome {
      Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
    }
    return try outcome.get()
  }

  /// Code and text of the refusal of a call, without its details; `nil` for one that succeeded.
  package mutating func refusal(
    _ name: String, _ request: Document = [:], of service: Service? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> WireError? {
    if case .failure(let error) = call(name, request, of: service, sourceLocation: sourceLocation) {
      WireError(error.code, error.message)
    } else {
      nil
    }
  }

  /// Makes a key; its id.
  package mutating func makeKey(_ request: Document = [:]) throws -> Document {
    let metadata = try must("CreateKey", request)["KeyMetadata"]
    return try #require(metadata?["KeyId"])
  }

  /// The ARN of a key of the present caller's account and Region.
  package func arn(_ key: Document) -> String {
    "arn:aws:kms:\(region):\(principal.account):key/\(key.text ?? "")"
  }

  /// Encrypts; the ciphertext.
  package mutating func encrypt(
    _ plaintext: [UInt8] = [1, 2, 3], under key: Document, context: Document? = nil
  ) throws -> [UInt8] {
    var request: DocumentObject = ["KeyId": key, "Plaintext": .bytes(plaintext)]
    request["EncryptionContext"] = context
    let response = try must("Encrypt", .object(request))
    return try #require(response["CiphertextBlob"]?.blob)
  }

  /// Moves the clock.
  @discardableResult
  package mutating func advance(
    days: Int, seconds: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Passage {
    let passage = try world.advance(to: world.now.adding(days: days).adding(seconds: seconds))
    #expect(world.check() == [], sourceLocation: sourceLocation)
    return passage
  }

  /// What a bench with another caller or Region does to the same world.
  package mutating func with<Result>(
    _ principal: Principal? = nil, in region: Region? = nil,
    _ body: (inout Bench) throws -> Result
  ) rethrows -> Result {
    let before = (self.principal, self.region)
    self.principal = principal ?? self.principal
    self.region = region ?? self.region
    defer { (self.principal, self.region) = before }
    return try body(&self)
  }
}

extension Principal {
  /// The learner.
  package static let alice = Principal.user(.learner, name: "alice")
  /// A user without policies.
  package static let bob = Principal.user(.learner, name: "bob")
  /// The root user of the learner's account.
  package static let root = Principal.root(.learner)
  /// The root user of the other account.
  package static let stranger = Principal.root(.partner)
}

extension Timestamp {
  /// 2025-01-01T00:00:00Z, when a world begins.
  package static let start2025 = Timestamp(secondsSinceEpoch: 1_735_689_600)
}

extension Document {
  /// The bytes, where these are bytes.
  package var blob: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
  /// The moment, where this is one.
  package var moment: Timestamp? { if case .timestamp(let time) = self { time } else { nil } }
}
