/// Who calls.
package enum Principal: Sendable, Hashable {
  /// The root user of an account.
  case root(AccountID)
  /// An IAM user.
  case user(AccountID, name: String)

  /// The account that the caller belongs to.
  package var account: AccountID {
    switch self {
    case .root(let account), .user(let account, _): account
    }
  }

  /// The name by which AWS's messages call the caller.
  package var arn: ARN {
    switch self {
    case .root(let account):
      ARN(service: "iam", region: nil, account: account, resource: "root")
    case .user(let account, let name):
      ARN(service: "iam", region: nil, account: account, resource: "user/\(name)")
    }
  }

  /// The short form that the prompt and `as` use: `alice`, and `root@444455556666` from abroad.
  package func shortName(from home: AccountID) -> String {
    let name =
      switch self {
      case .root: "root"
      case .user(_, let name): name
      }
    return account == home ? name : "\(name)@\(account)"
  }
}
