package import Kernel

/// The accounts of the world, who is in them, and what they may do.
package struct Identities: Sendable {
  /// Users by account and name.
  package var users = BoxedMap<IdentityAddress, User>()
  /// Groups by account and name.
  package var groups = BoxedMap<IdentityAddress, Group>()
  /// Roles by account and name.
  package var roles = BoxedMap<IdentityAddress, Role>()
  /// Customer managed policies by account and name.
  package var policies = BoxedMap<IdentityAddress, ManagedPolicy>()
  /// Sessions by the id of their access key.
  package var sessions: OrderedMap<String, AssumedSession> = [:]
  /// Who is called something else, or is gone, as the policies of resources have yet to learn.
  package var principalChanges: [PrincipalChange] = []
  /// The accounts: the learner's first.
  package let accounts: [AccountID]

  /// Alice, who may use KMS and S3 and read IAM, and bob, who may nothing, in the learner's
  /// account; beside it a partner's.
  package init(account: AccountID) {
    accounts = [account, account == .partner ? .learner : .partner]
    setPolicies([Identities.labAccess], ofUser: "alice", in: account)
    setPolicies([], ofUser: "bob", in: account)
  }

  /// The policy that alice starts with.
  private static let labAccess = IdentityPolicy(
    name: "LabAccess",
    text: """
      {
          "Version": "2012-10-17",
          "Statement": [
              {
                  "Effect": "Allow",
                  "Action": ["kms:*", "s3:*", "iam:Get*", "iam:List*", "cloudtrail:LookupEvents"],
                  "Resource": "*"
              }
          ]
      }
      """,
    document: PolicyDocument(statements: [
      PolicyStatement(
        sid: nil, effect: .allow, principals: [],
        actions: [
          "kms:*", "s3:*", "iam:Get*", "iam:List*", "cloudtrail:LookupEvents",
        ].map {
          Wildcard($0, ignoringCase: true)
        },
        resources: [Wildcard("*")])
    ]))

  /// Replaces the inline policies of a user; makes the user where there is none.
  package mutating func setPolicies(
    _ policies: [IdentityPolicy], ofUser name: String, in account: AccountID
  ) {
    let address = IdentityAddress(account, name)
    var user =
      users[address]
      ?? User(
        account, name: name, id: Identities.firstID(of: name, in: account),
        creationDate: Identities.firstCreationDate)
    user.policies.inline = [:]
    for policy in policies { user.policies.inline[policy.name] = policy }
    users[address] = user
  }

  /// When the users were made that a world begins with: before its clock starts.
  package static let firstCreationDate = Timestamp(secondsSinceEpoch: 1_704_067_200)

  /// The id of a user whom a world begins with, made from the name: they are the same in every one.
  private static func firstID(of name: String, in account: AccountID) -> String {
    "AIDA" + digits(13, of: "\(account)/\(name)") + "LAB"
  }

  /// Characters of an id, at most 13, that follow from a text: its 64-bit FNV-1a hash.
  static func digits(_ count: Int, of text: String) -> String {
    var number: UInt64 = 14_695_981_039_346_656_037
    for byte in text.utf8 { number = (number ^ UInt64(byte)) &* 1_099_511_628_211 }
    let bytes = (0..<count).map { alphabet[Int(number >> UInt64($0 * 5) & 31)] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
}

/// Who there is.
extension Identities {
  /// Everybody who can call, in the order of accounts and names; roles by a session of the lab.
  package var principals: [Principal] {
    accounts.map { .root($0) } + users.map(\.value.principal) + roles.map(\.value.principal)
  }

  /// The user of a caller or of a name, which may have its path before it.
  package func user(_ account: AccountID, _ name: String) -> User? {
    guard let user = users[IdentityAddress(account, name.lastPathPart)],
      "\(user.path.dropFirst())\(user.name)".hasSameBytes(as: name)
    else { return nil }
    return user
  }

  /// The role of a name, which may have its path before it.
  package func role(_ account: AccountID, _ name: String) -> Role? {
    guard let role = roles[IdentityAddress(account, name.lastPathPart)],
      role.name.hasSameBytes(as: name.lastPathPart)
    else { return nil }
    return role
  }

  /// The role of an ARN.
  package func role(_ arn: ARN) -> Role? {
    guard let account = arn.account,
      let role = roles[IdentityAddress(account, arn.resource.lastPathPart)],
      role.arn == arn
    else { return nil }
    return role
  }

  /// The credentials of a session that AssumeRole made.
  package func session(of caller: Principal) -> AssumedSession? {
    guard case .session(let session) = caller else { return nil }
    return session.accessKeyID.flatMap { sessions[$0] }
  }

  /// Whether there is such a caller.
  package func contains(_ principal: Principal) -> Bool {
    switch principal {
    case .root(let account): accounts.contains(account)
    case .user(let account, let name): user(account, name) != nil
    case .session(let session): role(session.account, session.role) != nil
    }
  }

  /// Whether a policy may name this principal.
  package func contains(_ principal: PolicyPrincipal) -> Bool {
    switch principal {
    case .everyone: true
    case .uniqueID(let id): arn(ofID: id) != nil
    case .service(let name): ServicePrincipal.exists(name)
    case .federated(let name): Identities.providers.contains(name)
    case .account(let account): accounts.contains(account)
    case .user(let account, let name): user(account, name) != nil
    case .role(let account, let name):
      role(account, name).map { "\($0.path.dropFirst())\($0.name)".hasSameBytes(as: name) } ?? false
    case .session(let account, let role, _): self.role(account, role) != nil
    }
  }

  /// The identity providers that every account can name; this cloud has none of its own.
  private static let providers = [
    "accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com",
  ]
}

/// What policies ask for.
extension Identities {
  /// AWS's own id of a caller: the account's number for root, `AIDA…` for a user, `AROA…:session`
  /// for somebody in a role.
  package func uniqueID(of caller: Principal) -> String {
    switch caller {
    case .root(let account): account.description
    case .user(let account, let name):
      user(account, name)?.id ?? Identities.firstID(of: name, in: account)
    case .session(let session):
      "\(role(session.account, session.role)?.id ?? ""):\(session.name)"
    }
  }

  /// `aws:PrincipalArn`: for somebody in a role the role's.
  package func principalARN(of caller: Principal) -> ARN {
    guard case .session(let session) = caller else { return caller.arn }
    return role(session.account, session.role)?.arn ?? caller.arn
  }

  /// `aws:PrincipalTag`: the tags of the user or role, and over them those of the session.
  package func tags(of caller: Principal) -> OrderedMap<String, String> {
    switch caller {
    case .root: return [:]
    case .user(let account, let name): return user(account, name)?.tags ?? [:]
    case .session(let session):
      var tags = role(session.account, session.role)?.tags ?? [:]
      for (key, value) in self.session(of: caller)?.tags ?? [:] {
        let small = key.lowercasedASCII
        for old in tags.keys where old.lowercasedASCII == small { tags[old] = nil }
        tags[key] = value
      }
      return tags
    }
  }

  /// The identity policies of a caller; none for the root user, who needs none.
  package func policies(of caller: Principal) -> [IdentityPolicy] {
    var policies: [IdentityPolicy] = []
    forEachPolicy(of: caller) { policies.append($0) }
    return policies
  }

  /// Walks through the identity policies of a caller: its own, then those of its groups.
  func forEachPolicy(of caller: Principal, _ body: (IdentityPolicy) -> Void) {
    switch caller {
    case .root: break
    case .user(let account, let name):
      guard let user = user(account, name) else { return }
      forEach(user.policies, body)
      for group in user.groups {
        if let group = groups[IdentityAddress(account, group)] { forEach(group.policies, body) }
      }
    case .session(let session):
      guard let role = role(session.account, session.role) else { return }
      forEach(role.policies, body)
    }
  }

  private func forEach(_ policies: AttachedPolicies, _ body: (IdentityPolicy) -> Void) {
    for (_, policy) in policies.inline { body(policy) }
    for arn in policies.managed {
      if let policy = managedPolicy(arn)?.current { body(policy) }
    }
  }

  /// The managed policy of an ARN, a customer's or AWS's.
  package func managedPolicy(_ arn: ARN) -> ManagedPolicy? {
    guard let account = arn.account else { return nil }
    guard account != .aws else { return AWSManagedPolicies.policy(arn) }
    let policy = policies[IdentityAddress(account, arn.resource.lastPathPart)]
    return policy?.arn == arn ? policy : nil
  }

  /// The permissions boundary of a caller.
  package func boundary(of caller: Principal) -> IdentityPolicy? {
    let arn: ARN? =
      switch caller {
      case .root: nil
      case .user(let account, let name): user(account, name)?.boundary
      case .session(let session): role(session.account, session.role)?.boundary
      }
    return arn.flatMap(managedPolicy)?.current
  }
}
