import Kernel

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
    /// The root user may do everything in its account that no resource policy decides.
    case rootUser
  }

  /// Why not.
  package enum Reason: Sendable, Equatable {
    /// A statement of the resource's policy forbids it.
    case explicitDenyInResourcePolicy
    /// A statement of an identity policy forbids it.
    case explicitDenyInIdentityPolicy
    /// No identity policy permits it.
    case noIdentityPolicy
    /// The resource's policy neither names the caller nor delegates.
    case noResourcePolicy
    /// AWS does not tell what is missing: to callers of other accounts, and where only a ciphertext
    /// names the resource.
    case resourceHidden
  }

  /// Permitted.
  case allowed(Basis)
  /// Refused.
  case denied(Reason)
}

/// The rules of AWS's policy evaluation: explicit deny first, then what allows.
package struct Evaluator {
  /// Identity policies of every user.
  let identities: Identities

  /// Makes an evaluator.
  package init(identities: Identities) { self.identities = identities }

  /// Decides one demand of a call.
  package func decide(_ demand: Demand, as call: Call) -> Verdict {
    let caller = call.principal
    let identity = identityAnswer(demand, call)
    let resource = resourceAnswer(demand, call)
    let isOpen =
      caller.account == demand.owner && demand.wording != .associatedWithCiphertext
    if resource.denies { return .denied(isOpen ? .explicitDenyInResourcePolicy : .resourceHidden) }
    if identity.denies { return .denied(.explicitDenyInIdentityPolicy) }
    switch demand.rule {
    case .identityPolicies:
      if case .root = caller { return .allowed(.rootUser) }
      return identity.allows ? .allowed(.identityPolicy) : .denied(.noIdentityPolicy)
    case .resourcePolicy where caller.account != demand.owner,
      .eitherPolicy where caller.account != demand.owner:
      return decideAcrossAccounts(demand, identity, resource)
    case .eitherPolicy:
      if resource.names { return .allowed(.resourcePolicy) }
      if case .root = caller { return .allowed(.rootUser) }
      return identity.allows ? .allowed(.identityPolicy) : .denied(.noIdentityPolicy)
    case .resourcePolicy:
      if resource.names { return .allowed(.resourcePolicy) }
      guard resource.delegates else { return .denied(isOpen ? .noResourcePolicy : .resourceHidden) }
      return identity.allows ? .allowed(.delegation) : .denied(.noIdentityPolicy)
    }
  }

  /// Both sides must permit, and the operation must be one that works across accounts.
  private func decideAcrossAccounts(
    _ demand: Demand, _ identity: IdentityAnswer, _ resource: ResourceAnswer
  ) -> Verdict {
    guard demand.worksAcrossAccounts, resource.names || resource.delegates else {
      return .denied(.resourceHidden)
    }
    return identity.allows ? .allowed(.delegation) : .denied(.noIdentityPolicy)
  }

  private struct IdentityAnswer {
    var denies = false
    var allows = false
  }

  private struct ResourceAnswer {
    var denies = false
    var names = false
    var delegates = false
  }

  private func identityAnswer(_ demand: Demand, _ call: Call) -> IdentityAnswer {
    if case .root = call.principal { return IdentityAnswer(allows: true) }
    var answer = IdentityAnswer()
    for policy in identities.policies(of: call.principal) {
      for statement in policy.document.statements where statement.covers(demand, call) {
        switch statement.effect {
        case .deny: answer.denies = true
        case .allow: answer.allows = true
        }
      }
    }
    return answer
  }

  private func resourceAnswer(_ demand: Demand, _ call: Call) -> ResourceAnswer {
    var answer = ResourceAnswer()
    for statement in demand.policy?.statements ?? [] where statement.covers(demand, call) {
      let names = statement.principals.contains { $0.names(call.principal) }
      let delegates = statement.principals.contains(.account(call.account))
      switch statement.effect {
      // A deny for an account holds for everybody in it.
      case .deny: answer.denies = answer.denies || names || delegates
      case .allow:
        answer.names = answer.names || names
        answer.delegates = answer.delegates || delegates
      }
    }
    return answer
  }
}
