package import Kernel

/// An IAM role: rights that somebody takes on for a while.
package struct Role: Sendable {
  /// The account.
  package let account: AccountID
  /// The name, without its path.
  package let name: String
  /// `/`, or `/division/team/`.
  package let path: String
  /// `AROA…`.
  package let id: String
  /// When it was made.
  package let creationDate: Timestamp
  /// What it is for.
  package var description: String?
  /// Who may take it on: the trust policy's text, and what it says.
  package var trust: IdentityPolicy
  /// The longest session, in seconds.
  package var maxSessionSeconds = 3600
  /// Labels by tag key.
  package var tags: OrderedMap<String, String> = [:]
  /// Its policies.
  package var policies = AttachedPolicies()
  /// The policy that limits what its own policies can give.
  package var boundary: ARN?

  /// Makes a role without any rights.
  package init(
    _ account: AccountID, name: String, path: String = "/", id: String, creationDate: Timestamp,
    trust: IdentityPolicy
  ) {
    self.account = account
    self.name = name
    self.path = path
    self.id = id
    self.creationDate = creationDate
    self.trust = trust
  }

  /// The role's ARN.
  package var arn: ARN {
    ARN(service: "iam", region: nil, account: account, resource: "role/\(path.dropFirst())\(name)")
  }

  /// The role as a caller in the lab: a session that the lab hands out.
  package var principal: Principal { .session(RoleSession(account, role: name, name: "lab")) }
}

/// Temporary credentials, made by AssumeRole.
package struct AssumedSession: Sendable {
  /// Who has them.
  package let session: RoleSession
  /// The secret half of its access key.
  package let secret: String
  /// What its calls carry beside the signature.
  package let token: String
  /// The role's id: a role of the same name, made later, is another.
  package let roleID: String
  /// When they were made.
  package let issued: Timestamp
  /// When they end.
  package let expires: Timestamp
  /// What limits the session beside the role's policies; none does where there is none.
  package let policies: [IdentityPolicy]
  /// The session's own tags.
  package let tags: OrderedMap<String, String>
  /// Which of them go on to sessions that this one makes.
  package let transitiveTagKeys: [String]
  /// Whom the caller named as the one behind it.
  package let sourceIdentity: String?

  /// Makes the credentials of a session.
  package init(
    session: RoleSession, secret: String, token: String, roleID: String, issued: Timestamp,
    expires: Timestamp, policies: [IdentityPolicy], tags: OrderedMap<String, String>,
    transitiveTagKeys: [String], sourceIdentity: String?
  ) {
    self.session = session
    self.secret = secret
    self.token = token
    self.roleID = roleID
    self.issued = issued
    self.expires = expires
    self.policies = policies
    self.tags = tags
    self.transitiveTagKeys = transitiveTagKeys
    self.sourceIdentity = sourceIdentity
  }
}
