/// What the evaluator found: the one reason that AWS would name.
package enum Verdict: Sendable, Equatable {
  /// The policy that permits.
  package enum Basis: Sendable, Equatable {
    /// The resource's policy names the caller.
    case resourcePolicy
    /// The resource's policy delegates to the account, and an identity policy permits.
    case delegation
    /// An identity policy permits; the action has no resource with a policy.
    case identityPolicy
    /// A grant of the key permits.
    case grant(id: String)
    /// The root user may do everything in its account that no resource policy decides.
    case rootUser
  }

  /// Why not.
  package enum Reason: Sendable, Equatable, CaseIterable {
    /// A statement of the resource's policy forbids it.
    case explicitDenyInResourcePolicy
    /// A statement of an identity policy forbids it.
    case explicitDenyInIdentityPolicy
    /// A statement of the caller's permissions boundary forbids it.
    case explicitDenyInBoundary
    /// A statement of a session policy forbids it.
    case explicitDenyInSessionPolicy
    /// The resource's policy lets everybody in, and its owner keeps other accounts out then
    /// (RestrictPublicBuckets of S3 Block Public Access).
    case publicAccessRestricted
    /// No identity policy permits it.
    case noIdentityPolicy
    /// The resource's policy neither names the caller nor delegates.
    case noResourcePolicy
    /// The caller's permissions boundary does not permit it.
    case noBoundary
    /// The session's policies do not permit it.
    case noSessionPolicy
    /// AWS does not tell what is missing: to callers of other accounts, and where only a ciphertext
    /// names the resource.
    case resourceHidden
  }

  /// Permitted.
  case allowed(Basis)
  /// Refused.
  case denied(Reason)

  /// Whether it is permitted.
  package var isAllowed: Bool { if case .allowed = self { true } else { false } }
}
