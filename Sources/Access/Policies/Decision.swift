import Kernel

/// The order of AWS's decision, from what every policy has answered.
struct Decision {
  /// What policies that speak for their owner say.
  struct PolicyAnswer {
    var denies = false
    var allows = false
  }

  /// What the caller's own policies say; no answer where there is no boundary or session policy.
  struct PolicyAnswers {
    let identity: PolicyAnswer
    let boundary, session: PolicyAnswer?

    /// What keeps the caller from using what an identity policy or a role is given.
    var limit: Verdict.Reason? {
      if boundary?.allows == false { return .noBoundary }
      return session?.allows == false ? .noSessionPolicy : nil
    }
  }

  /// What the resource's policy says.
  struct ResourceAnswer {
    var denies = false
    var delegates = false
    var naming = PolicyPrincipal.Naming.none

    /// Adds a statement that speaks of the request, and of the caller in this way.
    mutating func add(_ effect: PolicyStatement.Effect, _ naming: PolicyPrincipal.Naming) {
      switch effect {
      // A deny for an account holds for everybody in it.
      case .deny: denies = true
      case .allow where naming == .delegation: delegates = true
      case .allow: self.naming = max(self.naming, naming)
      }
    }
  }

  /// A grant that permits, and how it names the caller.
  struct GrantFound {
    let id: String
    let naming: PolicyPrincipal.Naming
  }

  let demand: Demand
  let caller: Principal
  let resource: ResourceAnswer
  let policies: PolicyAnswers
  let grants: GrantFound?

  var verdict: Verdict {
    if let denial = explicitDenial { return .denied(denial) }
    switch demand.rule {
    case .identityPolicies: return byIdentity
    case .resourcePolicy, .eitherPolicy:
      if caller.account != demand.owner { return acrossAccounts }
      return byResource ?? (demand.rule == .eitherPolicy ? byIdentity : byDelegation)
    }
  }

  /// AWS tells what is wrong with a resource policy only within the account.
  private var isOpen: Bool {
    caller.account == demand.owner && demand.wording != .associatedWithCiphertext
  }

  private var explicitDenial: Verdict.Reason? {
    if resource.denies { return isOpen ? .explicitDenyInResourcePolicy : .resourceHidden }
    if demand.isRestricted, caller.account != demand.owner { return .publicAccessRestricted }
    if policies.identity.denies { return .explicitDenyInIdentityPolicy }
    if policies.boundary?.denies == true { return .explicitDenyInBoundary }
    return policies.session?.denies == true ? .explicitDenyInSessionPolicy : nil
  }

  /// The resource's policy or a grant names the caller; `nil` where neither does, or where only the
  /// role is named and the session's limits keep it from that.
  private var byResource: Verdict? {
    if permits(resource.naming) { return .allowed(.resourcePolicy) }
    if let grants, permits(grants.naming) { return .allowed(.grant(id: grants.id)) }
    return nil
  }

  private func permits(_ naming: PolicyPrincipal.Naming) -> Bool {
    naming == .directly || naming == .withinLimits && policies.limit == nil
  }

  /// The resource's policy leaves it to the account.
  private var byDelegation: Verdict {
    if resource.naming == .withinLimits || grants?.naming == .withinLimits,
      let limit = policies.limit
    {
      return .denied(limit)
    }
    if let grants, grants.naming == .delegation, !resource.delegates {
      return byIdentity(basis: .grant(id: grants.id))
    }
    guard resource.delegates else { return .denied(isOpen ? .noResourcePolicy : .resourceHidden) }
    return byIdentity(basis: .delegation)
  }

  private var byIdentity: Verdict {
    if case .root = caller { return .allowed(.rootUser) }
    return byIdentity(basis: .identityPolicy)
  }

  private func byIdentity(basis: Verdict.Basis) -> Verdict {
    guard policies.identity.allows else { return .denied(.noIdentityPolicy) }
    return policies.limit.map { .denied($0) } ?? .allowed(basis)
  }

  /// Both sides must permit, and the operation must be one that works across accounts.
  private var acrossAccounts: Verdict {
    let isNamed = resource.delegates || resource.naming > .none
    guard demand.worksAcrossAccounts, isNamed || grants != nil else {
      return .denied(.resourceHidden)
    }
    return byIdentity(
      basis: isNamed ? .delegation : grants.map { .grant(id: $0.id) } ?? .delegation)
  }
}
