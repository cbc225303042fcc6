package import Kernel

/// One permission that a call needs: an action on a resource.
package struct Demand: Sendable {
  /// Which policies decide.
  package enum Rule: Sendable {
    /// The caller's identity policies alone; the action has no resource with a policy.
    case identityPolicies
    /// The resource's policy, directly or by delegating to identity policies.
    case resourcePolicy
    /// In the owner's account either policy suffices; a caller of another needs both.
    case eitherPolicy
  }

  /// How a refusal speaks of a resource of another account.
  package enum Wording: Sendable {
    /// `… on this resource because …`.
    case named
    /// `… on resource: …` and no reason, as STS refuses AssumeRole.
    case withoutReason
    /// `… on the resource associated with this ciphertext because …`, for a call that gave no name.
    case associatedWithCiphertext
    /// `… on resource: "arn:aws:s3:::bucket/key" because …` within the account, and to callers of
    /// other accounts `Access Denied` alone.
    case quoted
  }

  /// `kms:Encrypt`.
  package let action: String
  /// The resource; `nil` for all, `*`.
  package let resource: ARN?
  /// The account that owns the resource.
  package let owner: AccountID
  /// The resource's policy; `nil` where there is no such resource.
  package let policy: PolicyDocument?
  /// Which policies decide.
  package let rule: Rule
  /// Whether AWS documents cross-account use of the operation.
  package let worksAcrossAccounts: Bool
  /// How a refusal speaks of the resource.
  package let wording: Wording
  /// Whether the owner keeps callers of other accounts out, whatever the policy says.
  package var isRestricted = false
  /// What the request tells of condition keys, but for those of the caller and of the call.
  package var values: ConditionValues
  /// The grants that are given on the resource to this caller, each with what came of it.
  package var grants: [GrantAnswer] = []

  /// A demand that only identity policies decide.
  package static func identity(
    _ action: String, on resource: ARN? = nil, owner: AccountID,
    values: ConditionValues = ConditionValues()
  ) -> Demand {
    Demand(
      action: action, resource: resource, owner: owner, policy: nil, rule: .identityPolicies,
      worksAcrossAccounts: false, wording: .named, values: values)
  }

  /// A demand that the policy of a resource decides; without a policy nobody may.
  package static func onResource(
    _ action: String, _ resource: ARN, owner: AccountID, policy: PolicyDocument?,
    worksAcrossAccounts: Bool, wording: Wording = .named,
    values: ConditionValues = ConditionValues(), grants: [GrantAnswer] = []
  ) -> Demand {
    Demand(
      action: action, resource: resource, owner: owner, policy: policy, rule: .resourcePolicy,
      worksAcrossAccounts: worksAcrossAccounts, wording: wording, values: values, grants: grants)
  }

  /// A demand that identity policies decide in the owner's account, and that callers of other
  /// accounts can only fulfil by the policy of the resource.
  package static func onOwned(
    _ action: String, _ resource: ARN?, owner: AccountID, policy: PolicyDocument? = nil,
    values: ConditionValues = ConditionValues()
  ) -> Demand {
    Demand(
      action: action, resource: resource, owner: owner, policy: policy, rule: .eitherPolicy,
      worksAcrossAccounts: true, wording: .quoted, values: values)
  }

  /// The resource as policies and messages name it.
  package var resourceText: String { resource?.description ?? "*" }
}

/// A refusal by the evaluator, in AWS's words.
package struct AccessDenial: Sendable, Equatable {
  /// Who asked.
  package let caller: Principal
  /// For what.
  package let action: String
  /// On what, as the message names it.
  package let resource: String
  /// Whose the resource is.
  package let owner: AccountID
  /// The reason that AWS names.
  package let reason: Verdict.Reason
  /// How the message speaks of the resource.
  package let wording: Demand.Wording

  /// AWS's text.
  package var message: String {
    if wording == .quoted, caller.account != owner { return "Access Denied" }
    let start = "User: \(caller.arn) is not authorized to perform: \(action)"
    let place =
      switch wording {
      case .named, .withoutReason: " on resource: \(resource)"
      case .quoted: resource == "*" ? "" : " on resource: \"\(resource)\""
      case .associatedWithCiphertext: " on the resource associated with this ciphertext"
      }
    if wording == .withoutReason { return start + place }
    if reason == .resourceHidden {
      return start + (wording == .named ? " on this resource" : place)
        + " because the resource does not exist in this Region, no resource-based policies allow"
        + " access, or a resource-based policy explicitly denies access"
    }
    return start + place
      + (reason.isExplicit
        ? " with an explicit deny in a\(reason.policy)"
        : " because no \(reason.policy) allows the \(action) action")
  }
}

extension Verdict.Reason {
  /// Whether a statement forbids it.
  package var isExplicit: Bool {
    switch self {
    case .explicitDenyInResourcePolicy, .explicitDenyInIdentityPolicy, .explicitDenyInBoundary,
      .explicitDenyInSessionPolicy:
      true
    default: false
    }
  }

  /// The kind of policy as AWS's texts name it, with the rest of its article where it forbids.
  fileprivate var policy: String {
    switch self {
    case .explicitDenyInResourcePolicy: " resource-based policy"
    case .explicitDenyInIdentityPolicy: "n identity-based policy"
    case .explicitDenyInBoundary: " permissions boundary"
    case .explicitDenyInSessionPolicy: " session policy"
    case .noIdentityPolicy: "identity-based policy"
    case .noResourcePolicy, .resourceHidden, .publicAccessRestricted: "resource-based policy"
    case .noBoundary: "permissions boundary"
    case .noSessionPolicy: "session policy"
    }
  }
}
