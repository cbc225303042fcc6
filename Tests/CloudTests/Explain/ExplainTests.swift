import Access
import Cloud
import KMS
import Kernel
import S3
import TestBench
import Testing

/// `explain`: each change that it names is applied to the world, and the call made again.
@Suite struct ExplainTests {
  /// A world in which a call is refused for one reason.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let reason: Verdict.Reason
    let prepare: @Sendable (inout Bench, Document) throws -> Void
    var caller = Principal.bob
    var action = "Encrypt"
    var testDescription: String { name }
  }

  static func policy(_ statements: String...) -> Document {
    .string(#"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#)
  }

  static let root =
    #"{"Sid":"root","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}"#
  static let allowKMS = #"{"Effect":"Allow","Action":"kms:*","Resource":"*"}"#
  static let denyBob =
    #"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:user/bob"},"Action":"kms:Encrypt","Resource":"*"}"#

  static let cases = [
    Case(name: "no identity policy", reason: .noIdentityPolicy) { _, _ in },
    Case(name: "no resource policy", reason: .noResourcePolicy) { bench, key in
      let alice =
        #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"kms:*","Resource":"*"}"#
      try bench.must(
        "PutKeyPolicy",
        ["KeyId": key, "Policy": policy(alice), "BypassPolicyLockoutSafetyCheck": true])
    },
    Case(name: "denied by the key policy", reason: .explicitDenyInResourcePolicy) { bench, key in
      try bench.must("PutKeyPolicy", ["KeyId": key, "Policy": policy(root, denyBob)])
      try bench.must(
        "PutUserPolicy",
        ["UserName": "bob", "PolicyName": "p", "PolicyDocument": policy(allowKMS)])
    },
    Case(name: "denied by an inline policy", reason: .explicitDenyInIdentityPolicy) { bench, _ in
      try bench.must(
        "PutUserPolicy",
        [
          "UserName": "bob", "PolicyName": "p",
          "PolicyDocument": policy(
            allowKMS, #"{"Effect":"Deny","Action":"kms:Encrypt","Resource":"*"}"#),
        ])
    },
    Case(name: "denied by a managed policy", reason: .explicitDenyInIdentityPolicy) { bench, _ in
      try bench.must(
        "CreatePolicy",
        [
          "PolicyName": "No",
          "PolicyDocument": policy(#"{"Effect":"Deny","Action":"kms:*","Resource":"*"}"#),
        ])
      try bench.must(
        "AttachUserPolicy",
        ["UserName": "bob", "PolicyArn": "arn:aws:iam::111122223333:policy/No"])
      try bench.must(
        "PutUserPolicy",
        ["UserName": "bob", "PolicyName": "p", "PolicyDocument": policy(allowKMS)])
    },
    Case(name: "not within the boundary", reason: .noBoundary) { bench, _ in
      try bench.must(
        "CreatePolicy",
        [
          "PolicyName": "Limit",
          "PolicyDocument": policy(#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#),
        ])
      try bench.must(
        "PutUserPermissionsBoundary",
        ["UserName": "bob", "PermissionsBoundary": "arn:aws:iam::111122223333:policy/Limit"])
      try bench.must(
        "PutUserPolicy",
        ["UserName": "bob", "PolicyName": "p", "PolicyDocument": policy(allowKMS)])
    },
    Case(
      name: "another account: both halves are missing", reason: .resourceHidden,
      prepare: { bench, _ in
        try bench.with(.stranger) { _ = try $0.must("CreateUser", ["UserName": "eve"]) }
      }, caller: .user(.partner, name: "eve")),
  ]

  @Test(arguments: cases)
  func `Each change lets the call through, and without it it is refused`(row: Case) throws {
    var bench = Bench()
    bench.principal = .root
    let key = try bench.makeKey()
    try row.prepare(&bench, key)
    let operation = try #require(Catalogue.operation(row.action))
    let request: Document = [
      "KeyId": .string(bench.arn(key)), "Plaintext": .bytes([1]),
      "EncryptionContext": ["app": "photos"],
    ]
    let call = Call(principal: row.caller, region: .usEast1)
    let explanation = bench.world.explain(operation, request, as: call)
    #expect(explanation.denial?.verdict == .denied(row.reason))
    let changes = bench.world.changes(for: explanation)
    Self.expectProof(changes, of: explanation, in: bench.world)
    #expect(changes.map(\.opens.count) == changes.map(\.opens.count).sorted())
    // What is narrowed to the context comes before what takes any.
    let isBroad = changes.filter(\.opens.isEmpty).map(\.opensOtherContexts)
    #expect(isBroad == isBroad.sorted { !$0 && $1 })
  }

  /// Makes each change, and then the call.
  private static func expectProof(
    _ changes: [ProvenChange], of explanation: Explanation, in world: World
  ) {
    #expect(!changes.isEmpty)
    for proven in changes {
      var changed = world
      var outcomes = proven.change.steps.map { step in
        changed.handle(step.operation, .object(step.request), as: step.call)
      }
      var request = explanation.request.members ?? [:]
      for entry in proven.change.members.entries { request[entry.name] = entry.value }
      outcomes.append(
        changed.handle(explanation.operation, .object(request), as: explanation.call))
      for case .failure(let failure) in outcomes {
        Issue.record("\(proven.change.words): \(failure)")
      }
      #expect(proven.succeeds)
      #expect(changed.check() == [])
    }
  }

  struct RoleCase: Sendable, CustomTestStringConvertible {
    let name: String
    let trust: [String]
    let reason: Verdict.Reason
    let first: String
    var caller = Principal.alice
    var testDescription: String { name }
  }

  static func trusting(_ user: String, _ rest: String = "") -> String {
    #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:\#(user)"},"Action":"sts:AssumeRole"\#(rest)}"#
  }

  @Test(arguments: [
    RoleCase(
      name: "names somebody else", trust: [trusting("user/bob")], reason: .noResourcePolicy,
      first: "a statement of the trust policy for the caller"),
    RoleCase(
      name: "leaves it to IAM", trust: [trusting("root")], reason: .noIdentityPolicy,
      first: "an identity policy for alice"),
    RoleCase(
      name: "wants an external id",
      trust: [
        trusting("user/alice", #","Condition":{"StringEquals":{"sts:ExternalId":"rose"}}"#)
      ], reason: .noResourcePolicy, first: "the call with the external id that a statement wants"),
    RoleCase(
      name: "forbids it",
      trust: [
        trusting("user/alice"),
        trusting("user/alice").replacing("Allow", with: "Deny"),
      ], reason: .explicitDenyInResourcePolicy, first: "statement 2 out of the trust policy"),
    RoleCase(
      name: "another account: both halves are missing", trust: [trusting("user/bob")],
      reason: .resourceHidden,
      first: "an identity policy for eve, and a statement of the trust policy for the caller",
      caller: .user(.partner, name: "eve")),
  ])
  func `Each change of a trust policy lets the role be taken on`(row: RoleCase) throws {
    var bench = Bench()
    bench.principal = .root
    try bench.with(.stranger) { _ = try $0.must("CreateUser", ["UserName": "eve"]) }
    let role = try bench.must(
      "CreateRole",
      [
        "RoleName": "App",
        "AssumeRolePolicyDocument": .string(
          #"{"Statement":[\#(row.trust.joined(separator: ","))]}"#),
      ])
    let explanation = bench.world.explain(
      try #require(Catalogue.operation("AssumeRole")),
      [
        "RoleArn": try #require(role["Role"]?["Arn"]), "RoleSessionName": "job",
      ], as: Call(principal: row.caller, region: .usEast1))
    #expect(explanation.denial?.verdict == .denied(row.reason))
    let changes = bench.world.changes(for: explanation)
    #expect(changes.first?.change.words.contains(row.first) == true)
    Self.expectProof(changes, of: explanation, in: bench.world)
  }

  @Test(arguments: [
    (#"{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}"#, Verdict.Reason.noSessionPolicy),
    (
      #"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"kms:Encrypt","Resource":"*"}"#,
      Verdict.Reason.explicitDenyInSessionPolicy
    ),
  ])
  func `A session that its own policy stops is offered another one`(
    statements: String, reason: Verdict.Reason
  ) throws {
    var bench = Bench()
    bench.principal = .root
    let key = try bench.makeKey()
    let trust =
      #"{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}}"#
    let role = try bench.must(
      "CreateRole", ["RoleName": "App", "AssumeRolePolicyDocument": .string(trust)])
    try bench.must(
      "PutRolePolicy",
      ["RoleName": "App", "PolicyName": "p", "PolicyDocument": Self.policy(Self.allowKMS)])
    let arn = try #require(role["Role"]?["Arn"])
    try bench.with(.alice) {
      _ = try $0.must(
        "AssumeRole",
        ["RoleArn": arn, "RoleSessionName": "job", "Policy": Self.policy(statements)])
    }
    let session = try #require(bench.world.environment.identities.sessions.map(\.value).last)
    let operation = try #require(Catalogue.operation("Encrypt"))
    let call = Call(principal: .session(session.session), region: .usEast1)
    let explanation = bench.world.explain(
      operation, ["KeyId": .string(bench.arn(key)), "Plaintext": .bytes([1])], as: call)
    #expect(explanation.denial?.verdict == .denied(reason))
    let changes = bench.world.changes(for: explanation)
    #expect(changes.map(\.succeeds) == [true])
    let step = try #require(changes.first?.change.steps.first)
    #expect(step.operation.name == "AssumeRole" && step.call.principal == .alice)
    #expect(step.request["Policy"]?.text?.contains("Deny") == false)
  }

  @Test func `A grant that is gone is known by who had it, and for what`() throws {
    var bench = Bench()
    bench.principal = .root
    let key = try bench.makeKey()
    let bob = Document.string("arn:aws:iam::111122223333:user/bob")
    func denial(_ name: String, _ caller: Principal = .bob) throws -> DecidedDemand {
      let operation = try #require(Catalogue.operation(name))
      return try #require(
        bench.world.explain(
          operation, ["KeyId": .string(bench.arn(key)), "Plaintext": .bytes([1])],
          as: Call(principal: caller, region: .usEast1)
        ).denial)
    }
    #expect(bench.world.formerGrant(for: try denial("Encrypt")) == nil)
    for end in ["RetireGrant", "RevokeGrant"] {
      let grant = try bench.must(
        "CreateGrant", ["KeyId": key, "GranteePrincipal": bob, "Operations": ["Encrypt"]])
      let id = try #require(grant["GrantId"])
      #expect(try bench.world.formerGrant(for: denial("DescribeKey"))?.id == nil)
      try bench.advance(days: 3)
      try bench.must(end, ["KeyId": .string(bench.arn(key)), "GrantId": id])
      let found = try #require(bench.world.formerGrant(for: try denial("Encrypt")))
      #expect(found.id == id.text && found.isRetired == (end == "RetireGrant"))
      #expect(found.end == bench.world.now && found.ender == .root)
    }
    #expect(bench.world.formerGrant(for: try denial("DescribeKey")) == nil)
  }

  @Test func `A change that opens more is told so, and comes later`() throws {
    var bench = Bench()
    bench.principal = .root
    let key = try bench.makeKey()
    let alice =
      #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":["kms:PutKeyPolicy","kms:GetKeyPolicy"],"Resource":"*"}"#
    try bench.must(
      "PutKeyPolicy",
      ["KeyId": key, "Policy": Self.policy(alice), "BypassPolicyLockoutSafetyCheck": true])
    let operation = try #require(Catalogue.operation("Encrypt"))
    let explanation = bench.world.explain(
      operation, ["KeyId": key, "Plaintext": .bytes([1])],
      as: Call(principal: .alice, region: .usEast1))
    let changes = bench.world.changes(for: explanation)
    #expect(changes.first?.change.words == "a statement of the key policy for the caller")
    #expect(changes.first?.opens == [])
    #expect(changes.last?.change.words == "the statement that leaves the key to IAM")
    #expect(changes.last.map { $0.opens.count > 20 } == true)
  }

  @Test func `What a change opens is asked with the values of the call, too`() throws {
    var bench = Bench()
    bench.principal = .root
    let key = try bench.makeKey()
    let deny =
      #"{"Effect":"Deny","Principal":"*","Action":"kms:ScheduleKeyDeletion","Resource":"*","Condition":{"NumericLessThan":{"kms:ScheduleKeyDeletionPendingWindowInDays":"30"}}}"#
    try bench.must("PutKeyPolicy", ["KeyId": key, "Policy": Self.policy(Self.root, deny)])
    let explanation = bench.world.explain(
      try #require(Catalogue.operation("ScheduleKeyDeletion")),
      ["KeyId": key, "PendingWindowInDays": 7],
      as: Call(principal: .root, region: .usEast1))
    let changes = bench.world.changes(for: explanation)
    #expect(changes.count == 1)
    let opens = try #require(changes.first).opens
    #expect(opens.map { $0.principal } == [.alice])
    #expect(opens.map { $0.action } == ["kms:ScheduleKeyDeletion"])
  }

  @Test func `A call of S3 is explained with those that it made`() throws {
    var bench = Bench()
    let key = try bench.makeKey()
    try bench.must("CreateBucket", ["Bucket": "explained"])
    let operation = try #require(Catalogue.operation("PutObject"))
    let explanation = bench.world.explain(
      operation,
      [
        "Bucket": "explained", "Key": "k", "Body": .bytes([1]), "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": key,
      ], as: Call(principal: .alice, region: .usEast1))
    #expect(
      explanation.decisions.map(\.demand.action) == ["s3:PutObject", "kms:GenerateDataKey"])
    #expect(explanation.decisions.last?.call.via == .s3)
    #expect(explanation.denial == nil)
    #expect(bench.world.changes(for: explanation).isEmpty)
  }

  @Test func `A question has the answer of the call`() throws {
    var bench = Bench()
    _ = try bench.makeKey()
    let address = try #require(bench.world.storage.kms.keys.first?.key)
    for (principal, isAllowed) in [(Principal.alice, true), (.bob, false), (.stranger, false)] {
      let question = PermissionQuestion(
        principal, "kms:Encrypt", on: .key(address, alias: nil), region: .usEast1)
      #expect(bench.world.verdict(question)?.isAllowed == isAllowed)
      let arn = Document.string("\(address.arn)")
      let refusal = bench.with(principal) {
        $0.refusal("Encrypt", ["KeyId": arn, "Plaintext": .bytes([1])])
      }
      #expect((refusal == nil) == isAllowed)
    }
  }
}
