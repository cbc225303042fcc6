package import Kernel

/// A policy that stands for itself and can be attached to many identities.
package struct ManagedPolicy: Sendable {
  /// One version of it.
  package struct Version: Sendable {
    /// From 1.
    package let number: Int
    /// Text and meaning.
    package let policy: IdentityPolicy
    /// When it was made.
    package let creationDate: Timestamp

    /// Makes a version.
    package init(number: Int, policy: IdentityPolicy, creationDate: Timestamp) {
      self.number = number
      self.policy = policy
      self.creationDate = creationDate
    }

    /// `v1`.
    package var id: String { "v\(number)" }
  }

  /// The policy's ARN.
  package let arn: ARN
  /// The name, without its path.
  package let name: String
  /// `/`, or `/division/team/`.
  package let path: String
  /// `ANPA…`.
  package let id: String
  /// What it is for.
  package let description: String?
  /// When it was made.
  package let creationDate: Timestamp
  /// When its versions or their order last changed.
  package var updateDate: Timestamp
  /// Its versions, oldest first; at most five.
  package var versions: [Version]
  /// The number of the version that counts.
  package var defaultNumber: Int
  /// The number of the next version.
  package var nextNumber: Int
  /// Labels by tag key.
  package var tags: OrderedMap<String, String> = [:]

  /// Makes a policy of one version.
  package init(
    _ arn: ARN, name: String, path: String, id: String, description: String?,
    text: String, document: PolicyDocument, creationDate: Timestamp, number: Int = 1
  ) {
    self.arn = arn
    self.name = name
    self.path = path
    self.id = id
    self.description = description
    self.creationDate = creationDate
    updateDate = creationDate
    versions = [
      Version(
        number: number, policy: IdentityPolicy(name: name, text: text, document: document),
        creationDate: creationDate)
    ]
    defaultNumber = number
    nextNumber = number + 1
  }

  /// The version that counts.
  package var current: IdentityPolicy? {
    versions.first { $0.number == defaultNumber }?.policy
  }
}
