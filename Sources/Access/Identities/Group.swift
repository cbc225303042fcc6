package import Kernel

/// An IAM group: users who share policies.
package struct Group: Sendable {
  /// The account.
  package let account: AccountID
  /// The name, without its path.
  package var name: String
  /// `/`, or `/division/team/`.
  package var path: String
  /// `AGPA…`.
  package let id: String
  /// When it was made.
  package let creationDate: Timestamp
  /// Its policies.
  package var policies = AttachedPolicies()

  /// Makes a group without any rights.
  package init(
    _ account: AccountID, name: String, path: String, id: String, creationDate: Timestamp
  ) {
    self.account = account
    self.name = name
    self.path = path
    self.id = id
    self.creationDate = creationDate
  }

  /// The group's ARN.
  package var arn: ARN {
    ARN(
      service: "iam", region: nil, account: account, resource: "group/\(path.dropFirst())\(name)")
  }
}
