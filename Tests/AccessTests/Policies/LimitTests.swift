import Kernel
import Testing

@testable import Access

/// Boundaries, session policies and grants: one row per rule; IAM User Guide, "Policy evaluation
/// logic", "Permissions boundaries for IAM entities", "Session policies"; KMS Developer Guide,
/// "Grants in AWS KMS".
@Suite struct LimitTests {
  /// What a policy says of the action; `nil` where there is no such policy.
  typealias Say = PolicyStatement.Effect?

  /// How the key policy speaks of the caller.
  enum Naming: Sendable { case nobody, account, user, role, session, everyone, everyoneOfRole }

  struct Row: Sendable, CustomTestStringConvertible {
    var isSession = false
    var key: Naming
    var identity: Say = nil
    /// Outer `nil`: no boundary; inner: one that says nothing of the action.
    var boundary: Say? = nil
    var session: Say? = nil
    var grant: Naming? = nil
    var isForeign = false
    var verdict: Verdict
    var testDescription: String {
      "\(isSession ? "session" : "user") key: \(key) identity: \(String(describing: identity))"
        + " boundary: \(String(describing: boundary)) session: \(String(describing: session))"
        + " grant: \(String(describing: grant))"
    }
  }

  static let key = ARN(service: "kms", region: .usEast1, account: .learner, resource: "key/1")
  static let now = Timestamp(secondsSinceEpoch: 0)

  static func policy(_ say: Say) -> PolicyDocument {
    PolicyDocument(
      statements: say.map {
        [
          PolicyStatement(
            sid: nil, effect: $0, principals: [],
            actions: [Wildcard("kms:Decrypt", ignoringCase: true)], resources: [Wildcard("*")])
        ]
      } ?? [])
  }

  static func verdict(_ row: Row) -> Verdict {
    let account: AccountID = row.isForeign ? .partner : .learner
    var identities = Identities(account: .learner)
    let own = IdentityPolicy(name: "own", document: policy(row.identity))
    let boundary = ARN(service: "iam", region: nil, account: account, resource: "policy/Limit")
    if let say = row.boundary {
      identities.policies[IdentityAddress(account, "Limit")] = ManagedPolicy(
        boundary, name: "Limit", path: "/", id: "ANPA", description: nil, text: "",
        document: policy(say), creationDate: now)
    }
    let principal: Principal
    if row.isSession {
      var role = Role(
        account, name: "App", id: "AROA", creationDate: now,
        trust: IdentityPolicy(name: "t", document: policy(nil)))
      role.policies.inline["own"] = own
      role.boundary = row.boundary == nil ? nil : boundary
      identities.roles[IdentityAddress(account, "App")] = role
      let session = RoleSession(account, role: "App", name: "s", accessKeyID: "ASIA")
      identities.sessions["ASIA"] = AssumedSession(
        session: session, secret: "s", token: "t", roleID: "AROA", issued: now,
        expires: now.adding(seconds: 1),
        policies: row.session.map { [IdentityPolicy(name: "s", document: policy($0))] } ?? [],
        tags: [:], transitiveTagKeys: [], sourceIdentity: nil)
      principal = .session(session)
    } else {
      identities.setPolicies([own], ofUser: "dora", in: account)
      identities.users[IdentityAddress(account, "dora")]?.boundary =
        row.boundary == nil ? nil : boundary
      principal = .user(account, name: "dora")
    }
    let grants = row.grant.map {
      [GrantAnswer(id: "g", grantee: named($0, account)[0], objection: nil)]
    }
    let statements = named(row.key, account).map { principal in
      PolicyStatement(
        sid: nil, effect: .allow, principals: [principal],
        actions: [Wildcard("kms:*", ignoringCase: true)], resources: [Wildcard("*")],
        conditions: row.key == .everyoneOfRole
          ? [
            .stringEquals(
              ConditionKey(.principalARN), ["arn:aws:iam::\(account):role/App"])
          ] : [])
    }
    return Evaluator(identities: identities).decide(
      .onResource(
        "kms:Decrypt", key, owner: .learner, policy: PolicyDocument(statements: statements),
        worksAcrossAccounts: true, grants: grants ?? []),
      as: Call(principal: principal, region: .usEast1))
  }

  static func named(_ naming: Naming, _ account: AccountID) -> [PolicyPrincipal] {
    switch naming {
    case .nobody: []
    case .account: [.account(account)]
    case .user: [.user(account, name: "dora")]
    case .role: [.role(account, name: "App")]
    case .session: [.session(account, role: "App", name: "s")]
    case .everyone, .everyoneOfRole: [.everyone]
    }
  }

  @Test(arguments: [
    // "Evaluating identity-based policies with boundaries": both must allow
    Row(key: .account, identity: .allow, boundary: .some(.allow), verdict: .allowed(.delegation)),
    Row(key: .account, identity: .allow, boundary: .some(nil), verdict: .denied(.noBoundary)),
    Row(key: .account, boundary: .some(.allow), verdict: .denied(.noIdentityPolicy)),
    Row(
      key: .account, identity: .allow, boundary: .some(.deny),
      verdict: .denied(.explicitDenyInBoundary)),
    // "Resource-based policies": a user's ARN is not limited by an implicit deny of a boundary
    Row(key: .user, boundary: .some(nil), verdict: .allowed(.resourcePolicy)),
    Row(key: .everyone, boundary: .some(nil), verdict: .allowed(.resourcePolicy)),
    Row(key: .user, boundary: .some(.deny), verdict: .denied(.explicitDenyInBoundary)),
    // a role's ARN is; a session's ARN is not
    Row(isSession: true, key: .role, verdict: .allowed(.resourcePolicy)),
    Row(isSession: true, key: .role, boundary: .some(nil), verdict: .denied(.noBoundary)),
    Row(isSession: true, key: .session, boundary: .some(nil), verdict: .allowed(.resourcePolicy)),
    Row(isSession: true, key: .everyone, boundary: .some(nil), verdict: .denied(.noBoundary)),
    // "AWS JSON policy elements: Principal", IAM role principals: "*" with aws:PrincipalArn
    Row(
      isSession: true, key: .everyoneOfRole, boundary: .some(nil),
      verdict: .allowed(.resourcePolicy)
    ),
    Row(
      isSession: true, key: .everyoneOfRole, session: .some(nil), verdict: .allowed(.resourcePolicy)
    ),
    Row(
      isSession: true, key: .everyoneOfRole, boundary: .some(.deny),
      verdict: .denied(.explicitDenyInBoundary)),
    // "Session policies": the intersection
    Row(
      isSession: true, key: .account, identity: .allow, session: .some(.allow),
      verdict: .allowed(.delegation)),
    Row(
      isSession: true, key: .account, identity: .allow, session: .some(nil),
      verdict: .denied(.noSessionPolicy)),
    Row(
      isSession: true, key: .account, session: .some(.allow), verdict: .denied(.noIdentityPolicy)),
    Row(isSession: true, key: .role, session: .some(nil), verdict: .denied(.noSessionPolicy)),
    Row(isSession: true, key: .session, session: .some(nil), verdict: .allowed(.resourcePolicy)),
    Row(
      isSession: true, key: .session, session: .some(.deny),
      verdict: .denied(.explicitDenyInSessionPolicy)),
    Row(
      isSession: true, key: .account, identity: .allow, boundary: .some(nil), session: .some(nil),
      verdict: .denied(.noBoundary)),  // one reason only
    Row(isSession: true, key: .user, identity: .allow, verdict: .denied(.noResourcePolicy)),
    // Grants allow, and never outweigh a deny
    Row(key: .nobody, grant: .user, verdict: .allowed(.grant(id: "g"))),
    Row(key: .account, grant: .user, verdict: .allowed(.grant(id: "g"))),
    Row(
      key: .nobody, identity: .deny, grant: .user, verdict: .denied(.explicitDenyInIdentityPolicy)),
    Row(isSession: true, key: .nobody, grant: .role, verdict: .allowed(.grant(id: "g"))),
    Row(
      isSession: true, key: .nobody, boundary: .some(nil), grant: .role,
      verdict: .denied(.noBoundary)),
    Row(key: .nobody, grant: .account, verdict: .denied(.noIdentityPolicy)),
    Row(key: .nobody, identity: .allow, grant: .account, verdict: .allowed(.grant(id: "g"))),
    // Another account: both sides, always
    Row(key: .user, isForeign: true, verdict: .denied(.noIdentityPolicy)),
    Row(key: .user, identity: .allow, isForeign: true, verdict: .allowed(.delegation)),
    Row(key: .account, identity: .allow, isForeign: true, verdict: .allowed(.delegation)),
    Row(key: .nobody, identity: .allow, isForeign: true, verdict: .denied(.resourceHidden)),
    Row(
      key: .nobody, identity: .allow, grant: .user, isForeign: true,
      verdict: .allowed(.grant(id: "g"))),
    Row(key: .nobody, grant: .user, isForeign: true, verdict: .denied(.noIdentityPolicy)),
    Row(
      key: .user, identity: .allow, boundary: .some(nil), isForeign: true,
      verdict: .denied(.noBoundary)),
    Row(
      isSession: true, key: .session, identity: .allow, session: .some(nil), isForeign: true,
      verdict: .denied(.noSessionPolicy)),
  ])
  func `A limit holds where AWS documents it`(row: Row) {
    #expect(Self.verdict(row) == row.verdict)
  }
}
