import Kernel
import Testing

@testable import Access

/// Who calls in the evaluator's table.
private enum Caller: String, Sendable {
  case alice, bob, root, partnerRoot, eve

  var principal: Principal {
    switch self {
    case .alice, .bob: .user(.learner, name: rawValue)
    case .root: .root(.learner)
    case .partnerRoot: .root(.partner)
    case .eve: .user(.partner, name: rawValue)
    }
  }
}

/// One case: a caller, what the key policy and the caller's own policies say, and the verdict.
private struct Row: Sendable, CustomTestStringConvertible {
  var caller: Caller
  var key: [(PolicyStatement.Effect, [PolicyPrincipal])]
  var own: [PolicyStatement.Effect] = []
  var crosses = true
  var verdict: Verdict
  var testDescription: String { "\(caller) key: \(key) own: \(own) crosses: \(crosses)" }

  init(
    _ caller: Caller, _ key: [(PolicyStatement.Effect, [PolicyPrincipal])],
    own: [PolicyStatement.Effect] = [], crosses: Bool = true, _ verdict: Verdict
  ) {
    self.caller = caller
    self.key = key
    self.own = own
    self.crosses = crosses
    self.verdict = verdict
  }
}

@Suite struct EvaluatorTests {
  private static let key = ARN(
    service: "kms", region: .usEast1, account: .learner, resource: "key/1")
  private static let account = PolicyPrincipal.account(.learner)
  private static let partner = PolicyPrincipal.account(.partner)
  private static let alice = PolicyPrincipal.user(.learner, name: "alice")
  private static let bob = PolicyPrincipal.user(.learner, name: "bob")
  private static let eve = PolicyPrincipal.user(.partner, name: "eve")

  private static func statement(
    _ effect: PolicyStatement.Effect, _ principals: [PolicyPrincipal] = [],
    action: String = "kms:*", resource: String = "*"
  ) -> PolicyStatement {
    PolicyStatement(
      sid: nil, effect: effect, principals: principals,
      actions: [Wildcard(action, ignoringCase: true)], resources: [Wildcard(resource)])
  }

  private static func evaluator(
    _ caller: Caller, _ statements: [PolicyStatement]
  ) -> Evaluator {
    var identities = Identities(account: .learner)
    if case .user(let account, let name) = caller.principal {
      let policy = IdentityPolicy(name: "p", document: PolicyDocument(statements: statements))
      identities.setPolicies([policy], ofUser: name, in: account)
    }
    return Evaluator(identities: identities)
  }

  private static func demand(
    _ statements: [PolicyStatement]?, crosses: Bool = true, wording: Demand.Wording = .named
  ) -> Demand {
    .onResource(
      "kms:Encrypt", key, owner: .learner,
      policy: statements.map { PolicyDocument(statements: $0) }, worksAcrossAccounts: crosses,
      wording: wording)
  }

  @Test(arguments: [
    // The owner's account
    Row(.bob, [(.allow, [bob])], .allowed(.resourcePolicy)),  // named
    Row(.bob, [(.allow, [.everyone])], .allowed(.resourcePolicy)),  // everybody is
    Row(.alice, [(.allow, [account])], own: [.allow], .allowed(.delegation)),  // delegated
    Row(.bob, [(.allow, [account])], .denied(.noIdentityPolicy)),  // delegated, not taken up
    Row(.bob, [(.allow, [account, bob])], .allowed(.resourcePolicy)),  // both: the name suffices
    Row(.alice, [], own: [.allow], .denied(.noResourcePolicy)),  // neither: IAM alone is nothing
    Row(.alice, [(.allow, [bob])], own: [.allow], .denied(.noResourcePolicy)),  // another's name
    Row(.alice, [(.allow, [partner])], own: [.allow], .denied(.noResourcePolicy)),
    Row(.root, [(.allow, [account])], .allowed(.resourcePolicy)),  // the account's ARN is root's
    Row(.root, [(.allow, [alice])], .denied(.noResourcePolicy)),  // root has no right of its own
    // Denied in the key policy, which comes first
    Row(
      .bob, [(.allow, [bob]), (.deny, [bob])], .denied(.explicitDenyInResourcePolicy)),
    Row(
      .bob, [(.deny, [.everyone]), (.allow, [bob])], .denied(.explicitDenyInResourcePolicy)),
    Row(
      .bob, [(.allow, [bob]), (.deny, [account])],
      .denied(.explicitDenyInResourcePolicy)),  // for all in the account
    Row(
      .root, [(.allow, [account]), (.deny, [account])],
      .denied(.explicitDenyInResourcePolicy)),
    Row(
      .alice, [(.deny, [alice])], own: [.deny],
      .denied(.explicitDenyInResourcePolicy)),  // of two denials the key policy's is named
    Row(.alice, [(.allow, [account]), (.deny, [bob])], own: [.allow], .allowed(.delegation)),
    // Denied in an identity policy
    Row(
      .alice, [(.allow, [alice])], own: [.deny],
      .denied(.explicitDenyInIdentityPolicy)),  // even though named
    Row(
      .alice, [(.allow, [account])], own: [.allow, .deny], .denied(.explicitDenyInIdentityPolicy)),
    Row(.alice, [], own: [.deny], .denied(.explicitDenyInIdentityPolicy)),
    // Another account
    Row(.eve, [(.allow, [eve])], own: [.allow], .allowed(.delegation)),  // both sides permit
    Row(.eve, [(.allow, [partner])], own: [.allow], .allowed(.delegation)),
    Row(.eve, [(.allow, [.everyone])], own: [.allow], .allowed(.delegation)),
    Row(.eve, [(.allow, [eve])], .denied(.noIdentityPolicy)),  // being named does not suffice
    Row(.eve, [(.allow, [account])], own: [.allow], .denied(.resourceHidden)),
    Row(.eve, [], own: [.allow], .denied(.resourceHidden)),
    Row(.eve, [], .denied(.resourceHidden)),
    Row(.eve, [(.allow, [eve])], own: [.allow], crosses: false, .denied(.resourceHidden)),
    Row(.eve, [(.allow, [eve]), (.deny, [eve])], own: [.allow], .denied(.resourceHidden)),
    Row(.eve, [(.allow, [eve]), (.deny, [partner])], own: [.allow], .denied(.resourceHidden)),
    Row(.eve, [(.allow, [eve])], own: [.allow, .deny], .denied(.explicitDenyInIdentityPolicy)),
    Row(.partnerRoot, [(.allow, [partner])], .allowed(.delegation)),
    Row(.partnerRoot, [(.allow, [account])], .denied(.resourceHidden)),
  ])
  fileprivate func `A key's policy and the caller's decide as AWS documents`(row: Row) {
    let demand = Self.demand(
      row.key.map { Self.statement($0.0, $0.1) }, crosses: row.crosses)
    let evaluator = Self.evaluator(row.caller, row.own.map { Self.statement($0) })
    #expect(
      evaluator.decide(demand, as: Call(principal: row.caller.principal, region: .usEast1))
        == row.verdict)
  }

  @Test(
    arguments: [
      (Caller.bob, [], Verdict.denied(.noIdentityPolicy)),
      (.bob, [.allow], .allowed(.identityPolicy)),
      (.bob, [.allow, .deny], .denied(.explicitDenyInIdentityPolicy)),
      (.root, [], .allowed(.rootUser)),
    ] as [(Caller, [PolicyStatement.Effect], Verdict)])
  fileprivate func `Identity policies alone decide where no resource has a policy`(
    caller: Caller, own: [PolicyStatement.Effect], verdict: Verdict
  ) {
    let demand = Demand.identity("kms:CreateKey", owner: .learner)
    let evaluator = Self.evaluator(caller, own.map { Self.statement($0) })
    #expect(
      evaluator.decide(demand, as: Call(principal: caller.principal, region: .usEast1)) == verdict)
  }

  @Test(arguments: [
    ("kms:Encrypt", "*", true), ("kms:encrypt", "*", true), ("KMS:E*", "*", true),
    ("kms:Decrypt", "*", false), ("s3:*", "*", false), ("kms:Encrypt", "\(key)", true),
    ("kms:*", "arn:aws:kms:*:111122223333:key/*", true),
    ("kms:*", "arn:aws:kms:*:111122223333:key/2", false),
    ("kms:*", "ARN:aws:kms:us-east-1:111122223333:key/1", false),
  ])
  func `A statement counts where action and resource match`(
    action: String, resource: String, isAllowed: Bool
  ) {
    let own = Self.statement(.allow, action: action, resource: resource)
    let verdict = Self.evaluator(.bob, [own]).decide(
      Self.demand([Self.statement(.allow, [Self.account])]),
      as: Call(principal: Caller.bob.principal, region: .usEast1))
    #expect(verdict == (isAllowed ? .allowed(.delegation) : .denied(.noIdentityPolicy)))
  }

  @Test func `Where there is no resource, and where only a ciphertext names it, AWS hides why`() {
    let evaluator = Self.evaluator(.bob, [Self.statement(.allow)])
    let bob = Caller.bob.principal
    #expect(
      evaluator.decide(Self.demand(nil), as: Call(principal: bob, region: .usEast1))
        == .denied(.noResourcePolicy))
    for statements in [nil, [Self.statement(.deny, [.everyone])]] {
      let demand = Self.demand(statements, wording: .associatedWithCiphertext)
      #expect(
        evaluator.decide(demand, as: Call(principal: bob, region: .usEast1))
          == .denied(.resourceHidden))
    }
  }

  private static let start =
    "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: kms:Encrypt on "
  private static let hidden =
    " because the resource does not exist in this Region, no resource-based policies allow"
    + " access, or a resource-based policy explicitly denies access"

  @Test(
    arguments: [
      (
        .noIdentityPolicy, .named,
        "resource: \(key) because no identity-based policy allows the kms:Encrypt action"
      ),
      (
        .noResourcePolicy, .named,
        "resource: \(key) because no resource-based policy allows the kms:Encrypt action"
      ),
      (
        .explicitDenyInResourcePolicy, .named,
        "resource: \(key) with an explicit deny in a resource-based policy"
      ),
      (
        .explicitDenyInIdentityPolicy, .named,
        "resource: \(key) with an explicit deny in an identity-based policy"
      ),
      (.resourceHidden, .named, "this resource" + hidden),
      (
        .resourceHidden, .associatedWithCiphertext,
        "the resource associated with this ciphertext" + hidden
      ),
    ] as [(Verdict.Reason, Demand.Wording, String)])
  func `A refusal has AWS's text`(reason: Verdict.Reason, wording: Demand.Wording, rest: String) {
    let denial = AccessDenial(
      caller: .user(.learner, name: "bob"), action: "kms:Encrypt", resource: "\(Self.key)",
      owner: .learner, reason: reason, wording: wording)
    #expect(denial.message == Self.start + rest)
  }
}
