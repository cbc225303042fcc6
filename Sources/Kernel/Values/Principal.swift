/// Who calls.
package enum Principal: Sendable, Hashable {
  /// The root user of an account.
  case root(AccountID)
  /// An IAM user; the name has its path before it, as the ARN has.
  case user(AccountID, name: String)
  /// Somebody in a role.
  case session(RoleSession)

  /// The account that the caller belongs to.
  package var account: AccountID {
    switch self {
    case .root(let account), .user(let account, _): account
    case .session(let session): session.account
    }
  }

  /// The name by which AWS's messages call the caller.
  package var arn: ARN {
    switch self {
    case .root(let account):
      ARN(service: "iam", region: nil, account: account, resource: "root")
    case .user(let account, let name):
      ARN(service: "iam", region: nil, account: account, resource: "user/\(name)")
    case .session(let session): session.arn
    }
  }

  /// The short form that the prompt and `as` use: `alice`, and `root@444455556666` from abroad.
  package func shortName(from home: AccountID) -> String {
    let name =
      switch self {
      case .root: "root"
      case .user(_, let name): name
      case .session(let session):
        "role/\(session.role)" + (session.accessKeyID == nil ? "" : "/\(session.name)")
      }
    return account == home ? name : "\(name)@\(account)"
  }
}

/// A session of somebody in a role.
package struct RoleSession: Sendable, Hashable {
  /// The role's account.
  package let account: AccountID
  /// The role's name, without its path.
  package let role: String
  /// The session's name.
  package let name: String
  /// The key of the session's credentials; `nil` for a session that the lab itself hands out.
  package let accessKeyID: String?

  /// Makes a session.
  package init(_ account: AccountID, role: String, name: String, accessKeyID: String? = nil) {
    self.account = account
    self.role = role
    self.name = name
    self.accessKeyID = accessKeyID
  }

  /// `arn:aws:sts::111122223333:assumed-role/App/session`.
  package var arn: ARN {
    ARN(service: "sts", region: nil, account: account, resource: "assumed-role/\(role)/\(name)")
  }
}
