import Access
import Kernel
import Testing

@Suite struct FrontDoorTests {
  private static let start = Timestamp(secondsSinceEpoch: 1_735_689_600)
  private let call = Call(principal: .user(.learner, name: "alice"), region: .usEast1)
  private var environment = Environment(seed: 1, start: start, account: .learner)
  private var safe = Safe()

  /// The code of the refusal; `nil` for a success.
  private mutating func put(_ request: Document) -> String? {
    do throws(Refusal<SafeFailure>) {
      _ = try environment.perform(Put.self, request, on: &safe, as: call)
      return nil
    } catch {
      return error.wire.code
    }
  }

  private mutating func forward(_ mode: String) -> WireError? {
    do throws(Refusal<SafeFailure>) {
      _ = try environment.perform(Forward.self, ["Mode": .string(mode)], on: &safe, as: call)
      return nil
    } catch {
      return error.wire
    }
  }

  private var records: [TrailRecord] { environment.trail.suffix(100).map(\.record) }

  private func digest(_ streams: RandomStreams) -> String {
    var digest = WorldDigest()
    streams.feed(&digest)
    return digest.value
  }

  @Test(arguments: [
    ("check resolve deny run and a mode too long", "ValidationException"),  // the model first
    ("check resolve deny run", "Safe.checked"),
    ("resolve deny run", "Safe.noSuchSafe"),
    ("deny run", "AccessDeniedException"),
    ("run", "Safe.full"),
    ("fine", nil),
  ])
  mutating func `Of several faults the earliest station tells its own`(mode: String, code: String?)
  {
    #expect(put(["Mode": .string(mode)]) == code)
    #expect(safe.contents == (code == nil ? [mode] : []))
  }

  @Test(arguments: ["check", "resolve", "deny", "run", ""])
  mutating func `A refused call changes nothing but the trail and the ids of requests`(
    mode: String
  ) {
    #expect(put(["Mode": "fine"]) == nil)
    let before = environment
    let safeBefore = safe
    #expect(put(["Mode": .string(mode)]) != nil)
    #expect(safe == safeBefore)
    #expect(environment.clock == before.clock)
    #expect(environment.identities.principals == before.identities.principals)
    #expect(environment.queue.upcoming == before.queue.upcoming)
    #expect(environment.trail.count == before.trail.count + 1)
    var (now, then) = (environment.random, before.random)
    for stream in RandomStreams.Stream.allCases {
      let isSame = now.uuid(from: stream) == then.uuid(from: stream)
      #expect(isSame == (stream != .requestID))
    }
  }

  @Test mutating func `A call that succeeds leaves all its changes`() {
    let before = environment
    #expect(put(["Mode": "fine"]) == nil)
    #expect(safe.contents == ["fine"])
    #expect(environment.queue.upcoming.count == 1)
    #expect(digest(environment.random) != digest(before.random))
  }

  @Test(
    arguments: [
      ("fine", nil, [Put.resource]), ("run", "Safe.full", [Put.resource]),
      ("deny", "AccessDeniedException", [Put.resource]), ("resolve", "Safe.noSuchSafe", []),
      ("check", "Safe.checked", []), ("", "ValidationException", []),
    ] as [(String, String?, [ARN])])
  mutating func `Every call is recorded, whatever became of it`(
    mode: String, code: String?, resources: [ARN]
  ) throws {
    _ = put(["Mode": .string(mode), "Plaintext": "secret", "Unknown": "x"])
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.time == Self.start)
    #expect(record.actor == .principal(call.principal, via: nil))
    #expect(record.account == .learner)
    #expect(record.region == .usEast1)
    #expect(record.service == .kms)
    #expect(record.name == "Put")
    #expect(!record.isReadOnly)
    #expect(record.error?.code == code)
    #expect(record.resources == resources)
    #expect(record.parameters == ["Mode": .string(mode)])
    #expect(record.requestID != nil)
    #expect(record.requestID != record.eventID)
  }

  @Test mutating func `No two records share an id`() {
    for mode in ["fine", "run", "deny", "", "fine"] { _ = put(["Mode": .string(mode)]) }
    let ids = records.flatMap { [$0.requestID, $0.eventID] }.compactMap { $0 }
    #expect(ids.count == 10)
    #expect(Set(ids).count == 10)
  }

  @Test(
    arguments: [
      ["Mode": "fine", "Plaintext": "SECRET"],
      ["Mode": "run", "Plaintext": "SECRET"],
      ["Mode": "deny", "Plaintext": "SECRET"],
      ["Mode": "fine", "Plaintext": "SECRET much too long"],  // breaks a constraint
      ["Mode": "fine", "Plaintext": ["SECRET"]],  // of a wrong kind
      ["Mode": "fine", "Plaintext": ["SECRET": "SECRET"]],
      ["Mode": ["SECRET"]],  // strayed into another member, of another kind
      ["Mode": .bytes(Array("SECRET".utf8))],
      ["Mode": "fine", "Envelopes": [["Label": "l", "Pin": "SECRET"]]],  // nested
      ["Mode": "run", "Envelopes": [["Label": "l", "Pin": "SECRET"]]],
      ["Mode": "", "Envelopes": [["Label": "l", "Pin": "SECRET"]]],  // nested in an invalid request
      ["Mode": "fine", "Envelopes": [["Label": "l", "Pin": ["SECRET"]]]],
      ["Mode": "fine", "Envelopes": ["Pin": "SECRET"]],  // a structure in a list's place
      [
        "Mode": "fine",
        "Envelopes": [
          ["Label": "a", "Pin": "SECRET"], ["Label": "b", "Pin": "SECRET"], ["Label": "c"],
        ],
      ],  // the text of the violation shows the list
      ["Mode": "fine", "Unknown": "SECRET"],
      "SECRET",
    ] as [Document])
  mutating func `Nothing sensitive reaches the trail or a text`(request: Document) {
    _ = put(request)
    #expect(records.count == 1)
    for record in records {
      let text = JSONWriter.text(.object(record.parameters)) + (record.error?.message ?? "")
      #expect(!text.contains("SECRET"))
      #expect(!text.contains(Base64.encode(Array("SECRET".utf8))))
    }
  }

  @Test mutating func `A nested call is recorded under the same principal, before the outer one`() {
    #expect(forward("fine") == nil)
    #expect(records.map(\.name) == ["Put", "Forward"])
    #expect(records[0].actor == .principal(call.principal, via: .sts))
    #expect(records[0].actor.text == "arn:aws:iam::111122223333:user/alice via sts")
    #expect(records[1].actor == .principal(call.principal, via: nil))
    #expect(records[1].isReadOnly)
    #expect(safe.contents == ["fine"])
  }

  @Test mutating func `A nested refusal is recorded twice and leaves no change`() {
    #expect(forward("run") == SafeFailure.nested.wire)
    #expect(records.map(\.error?.code) == ["Safe.full", "Safe.nested"])
    #expect(safe == Safe())
    #expect(environment.queue.upcoming.isEmpty)
  }

  @Test mutating func `A nested call needs the caller's own permission`() {
    #expect(forward("deny") == SafeFailure.nested.wire)
    #expect(
      records.first?.error?.message
        == "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: safe:Put on"
        + " resource: \(Put.resource) because no identity-based policy allows the safe:Put action")
  }

  @Test mutating func `A value of a wrong kind fails as AWS's deserialiser does`() {
    #expect(put(["Mode": 1]) == "SerializationException")
  }

  @Test mutating func `What AWS does by itself is recorded without a request`() {
    environment.recordServiceEvent(
      "RotateKey", of: .kms, on: Put.resource, account: .learner, region: .usEast1,
      details: { ["keyId": "1"] })
    #expect(records.map(\.name) == ["RotateKey"])
    #expect(records.first?.actor.text == "AWS")
    #expect(records.first?.requestID == nil)
    #expect(records.first?.isReadOnly == false)
  }
}

@Suite struct IdentitiesTests {
  private let identities = Identities(account: .learner)

  @Test func `A world has two accounts with their roots, alice and bob`() {
    #expect(
      identities.principals == [
        .root(.learner), .root(.partner), .user(.learner, name: "alice"),
        .user(.learner, name: "bob"),
      ])
    #expect(identities.contains(Principal.user(.learner, name: "alice")))
    #expect(!identities.contains(Principal.user(.partner, name: "alice")))
    #expect(identities.contains(PolicyPrincipal.everyone))
    #expect(Identities(account: .partner).contains(PolicyPrincipal.account(.learner)))
  }

  @Test func `Policies belong to one user of one account`() {
    #expect(identities.policies(of: .user(.learner, name: "alice")).map(\.name) == ["LabAccess"])
    #expect(identities.policies(of: .user(.learner, name: "bob")).isEmpty)
    #expect(identities.policies(of: .user(.partner, name: "alice")).isEmpty)
    #expect(identities.policies(of: .root(.learner)).isEmpty)
  }

  @Test func `Users are told apart by the bytes of their names`() {
    var identities = identities
    identities.setPolicies([], ofUser: "Karl", in: .learner)
    #expect(identities.contains(Principal.user(.learner, name: "Karl")))
    #expect(!identities.contains(Principal.user(.learner, name: "\u{212A}arl")))  // Kelvin sign
    let statement = PolicyStatement(
      sid: nil, effect: .allow, principals: [.user(.learner, name: "Karl")],
      actions: [Wildcard("*")], resources: [Wildcard("*")])
    let demand = Demand.onResource(
      "kms:Encrypt", Put.resource, owner: .learner,
      policy: PolicyDocument(statements: [statement]), worksAcrossAccounts: false)
    let evaluator = Evaluator(identities: identities)
    #expect(
      evaluator.decide(demand, as: Call(principal: .user(.learner, name: "Karl"), region: .usEast1))
        == .allowed(.resourcePolicy))
    #expect(
      evaluator.decide(
        demand, as: Call(principal: .user(.learner, name: "\u{212A}arl"), region: .usEast1))
        == .denied(.noResourcePolicy))
  }

  @Test func `Every identity has an id of its own in AWS's form`() {
    #expect(Identities(account: .learner).uniqueID(of: .root(.learner)) == "111122223333")
    let ids = [
      Principal.user(.learner, name: "alice"), .user(.learner, name: "bob"),
      .user(.partner, name: "alice"),
    ].map { Identities(account: .learner).uniqueID(of: $0) }
    #expect(Set(ids).count == 3)
    for id in ids {
      #expect(id.hasPrefix("AIDA"))
      #expect(id.count == 20)
    }
  }
}
