package import Kernel

/// A policy that is attached to an identity: its text as it was given, and what it says.
package struct IdentityPolicy: Sendable {
  /// The policy's name.
  package let name: String
  /// The text as it was given.
  package let text: String
  /// What it says.
  package let document: PolicyDocument

  /// Makes a policy.
  package init(name: String, text: String = "", document: PolicyDocument) {
    self.name = name
    self.text = text
    self.document = document
  }
}

/// The policies of a user, a group or a role.
package struct AttachedPolicies: Sendable {
  /// Those that are part of the identity, by their names.
  package var inline: OrderedMap<String, IdentityPolicy> = [:]
  /// Those that stand for themselves, in the order in which they were attached.
  package var managed: [ARN] = []

  /// Makes no policies.
  package init() {}
}
