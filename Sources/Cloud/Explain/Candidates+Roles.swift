import Access
import Kernel

/// Changes of a role's trust policy, made by the root user of its account, and of the call that
/// would take the role on.
extension World {
  /// The role that a refused demand would take on; `nil` for other demands, and for one that is not
  /// there.
  private func role(of demand: Demand) -> Role? {
    guard let arn = demand.resource, demand.action.hasPrefix("sts:") else { return nil }
    return environment.identities.role(arn)
  }

  private func putTrust(_ policy: String?, _ role: Role, _ region: Region) -> Change.Step? {
    guard let policy else { return nil }
    return step(
      "UpdateAssumeRolePolicy",
      ["RoleName": .string(role.name), "PolicyDocument": .string(policy)], role.account, region)
  }

  /// A statement of the trust policy that names the caller, for this action alone.
  func trustAllow(_ denial: DecidedDemand) -> [Change] {
    guard let role = role(of: denial.demand) else { return [] }
    let caller = environment.identities.principalARN(of: denial.call.principal).description
    let statement = Candidate.statement(caller, denial.demand.action, nil)
    return change(
      "a statement of the trust policy for the caller", 3,
      putTrust(Candidate.adding(statement, role.trust.text), role, denial.call.region))
  }

  /// The trust policy without a statement that forbids.
  func trustRemovals(_ denial: DecidedDemand) -> [Change] {
    guard let role = role(of: denial.demand) else { return [] }
    return denial.record.forbiddenByResource.flatMap { found in
      change(
        "statement \(found.number) out of the trust policy", 2,
        putTrust(
          Candidate.without(found.number, role.trust.text), role, denial.call.region))
    }
  }

  /// The call with the external id that a statement of the trust policy wants.
  func wantedExternalID(_ denial: DecidedDemand) -> [Change] {
    denial.record.nearMisses.compactMap { near in
      guard case .condition(let condition, _) = near.answer,
        condition.key.name == .stsExternalID, condition.comparator.text == "StringEquals",
        let value = condition.texts.first
      else { return nil }
      var change = Change(
        words: "the call with the external id that a statement wants", steps: [], rank: 0)
      change.members = ["ExternalId": .string(value)]
      return change
    }
  }
}
