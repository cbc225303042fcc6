import Kernel
import Testing

@testable import Access

/// AWS global condition context keys, one row per key; IAM User Guide, "AWS global condition context
/// keys".
@Suite struct RequestValuesTests {
  static let now = Timestamp(secondsSinceEpoch: 1_735_689_600)

  /// A world with a tagged user and a tagged role.
  static let identities: Identities = {
    var identities = Identities(account: .learner)
    identities.users[IdentityAddress(.learner, "alice")]?.tags["Team"] = "photos"
    var role = Role(
      .learner, name: "App", path: "/svc/", id: "AROAEXAMPLE", creationDate: now,
      trust: IdentityPolicy(name: "t", document: PolicyDocument(statements: [])))
    role.tags["Team"] = "video"
    role.tags["Stage"] = "test"
    identities.roles[IdentityAddress(.learner, "App")] = role
    identities.sessions["ASIA1"] = AssumedSession(
      session: session, secret: "s", token: "t", roleID: "AROAEXAMPLE", issued: now,
      expires: now.adding(seconds: 3600),
      policies: [], tags: ["team": "audio"], transitiveTagKeys: [], sourceIdentity: "dora")
    return identities
  }()
  static let session = RoleSession(.learner, role: "App", name: "s1", accessKeyID: "ASIA1")

  enum Caller: Sendable {
    case root, alice, session
    /// A session that the lab hands out, without credentials.
    case lab

    var principal: Principal {
      switch self {
      case .root: .root(.learner)
      case .alice: .user(.learner, name: "alice")
      case .session: .session(RequestValuesTests.session)
      case .lab: .session(RoleSession(.learner, role: "App", name: "lab"))
      }
    }
  }

  @Test(
    arguments: [
      (.root, nil, "aws:PrincipalArn", ["arn:aws:iam::111122223333:root"]),
      (.alice, nil, "aws:PrincipalArn", ["arn:aws:iam::111122223333:user/alice"]),
      (.session, nil, "aws:PrincipalArn", ["arn:aws:iam::111122223333:role/svc/App"]),
      (.alice, nil, "aws:PrincipalAccount", ["111122223333"]),
      (.alice, nil, "kms:CallerAccount", ["111122223333"]),
      (.root, nil, "aws:PrincipalType", ["Account"]), (.alice, nil, "aws:PrincipalType", ["User"]),
      (.session, nil, "aws:PrincipalType", ["AssumedRole"]),
      (.alice, nil, "aws:PrincipalTag/team", ["photos"]),
      (.session, nil, "aws:PrincipalTag/Team", ["audio"]),  // the session's over the role's
      (.session, nil, "aws:PrincipalTag/Stage", ["test"]),
      (.root, nil, "aws:PrincipalTag/Team", nil),
      (.alice, nil, "aws:PrincipalIsAWSService", ["false"]),
      (.alice, nil, "aws:PrincipalServiceName", nil), (.alice, nil, "aws:PrincipalOrgID", nil),
      (.alice, nil, "aws:ResourceOrgID", nil),
      (.root, nil, "aws:userid", ["111122223333"]),
      (.session, nil, "aws:userid", ["AROAEXAMPLE:s1"]), (.alice, nil, "aws:username", ["alice"]),
      (.root, nil, "aws:username", nil), (.session, nil, "aws:username", nil),
      (.session, nil, "aws:SourceIdentity", ["dora"]), (.alice, nil, "aws:SourceIdentity", nil),
      (.session, nil, "aws:TokenIssueTime", ["2025-01-01T00:00:00Z"]),
      (.lab, nil, "aws:TokenIssueTime", ["2025-01-01T00:00:00Z"]),
      (.alice, nil, "aws:TokenIssueTime", nil), (.root, nil, "aws:TokenIssueTime", nil),
      (.alice, nil, "aws:MultiFactorAuthPresent", nil),
      (.session, nil, "aws:MultiFactorAuthPresent", ["false"]),
      (.alice, nil, "aws:CurrentTime", ["2025-01-01T00:00:00Z"]),
      (.alice, nil, "aws:EpochTime", ["1735689600"]),
      (.alice, nil, "aws:SourceIp", ["203.0.113.25"]), (.alice, .s3, "aws:SourceIp", nil),
      (.alice, nil, "aws:SecureTransport", ["true"]),
      (.alice, nil, "aws:ViaAWSService", ["false"]), (.alice, .s3, "aws:ViaAWSService", ["true"]),
      (.alice, nil, "aws:CalledVia", nil), (.alice, .s3, "aws:CalledVia", ["s3.amazonaws.com"]),
      (.alice, .s3, "aws:CalledViaFirst", ["s3.amazonaws.com"]),
      (.alice, nil, "aws:RequestedRegion", ["us-east-1"]),
      (.alice, nil, "kms:ViaService", nil),
      (.alice, .s3, "kms:ViaService", ["s3.us-east-1.amazonaws.com"]),
      (.alice, nil, "aws:ResourceAccount", ["444455556666"]),
      (.alice, nil, "aws:SourceAccount", nil), (.alice, nil, "aws:SourceArn", nil),
      (.alice, nil, "ec2:InstanceType", nil),
    ] as [(Caller, Service?, String, [String]?)])
  func `A key has the request's value`(
    caller: Caller, via: Service?, key: String, values: [String]?
  ) throws {
    let demand = Demand.identity("kms:Encrypt", owner: .partner)
    let context = RequestContext(
      demand, Call(principal: caller.principal, region: .usEast1, via: via), Self.now,
      Self.identities)
    #expect(context.values(of: try #require(ConditionKey(key))) == values)
  }
}
