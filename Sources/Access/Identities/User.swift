package import Kernel

/// An IAM user.
package struct User: Sendable {
  /// The account.
  package let account: AccountID
  /// The name, without its path.
  package var name: String
  /// `/`, or `/division/team/`.
  package var path: String
  /// `AIDA…`.
  package let id: String
  /// When it was made.
  package let creationDate: Timestamp
  /// Labels by tag key.
  package var tags: OrderedMap<String, String> = [:]
  /// Its own policies.
  package var policies = AttachedPolicies()
  /// The names of its groups, in the order in which it joined them.
  package var groups: [String] = []
  /// The policy that limits what its own policies can give.
  package var boundary: ARN?
  /// Its long-term credentials.
  package var accessKeys: [AccessKey] = []

  /// Makes a user without any rights.
  package init(
    _ account: AccountID, name: String, path: String = "/", id: String, creationDate: Timestamp
  ) {
    self.account = account
    self.name = name
    self.path = path
    self.id = id
    self.creationDate = creationDate
  }

  /// The user as a caller.
  package var principal: Principal { .user(account, name: path.dropFirst() + name) }

  /// The user's ARN.
  package var arn: ARN { principal.arn }
}

/// Long-term credentials of a user; the secret half is told once.
package struct AccessKey: Sendable {
  /// `AKIA…`.
  package let id: String
  /// The secret half, to check signatures with.
  package let secret: String
  /// When it was made.
  package let creationDate: Timestamp
  /// Whether calls may be signed with it.
  package var isActive = true

  /// Makes an active key.
  package init(id: String, secret: String, creationDate: Timestamp) {
    self.id = id
    self.secret = secret
    self.creationDate = creationDate
  }
}
