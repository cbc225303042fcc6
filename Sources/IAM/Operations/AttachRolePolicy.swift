package import Access
package import Kernel

/// Gives a role a managed policy.
package enum AttachRolePolicy: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let policy: PolicyARNText
  }

  package static let name = "AttachRolePolicy"
  package static let summary = "Gives a role a managed policy."
  package static let request = Shape(
    Request.init(role:policy:), IdentityMembers.role(\.role), IdentityMembers.policyARN(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchEntity", "LimitExceeded", "InvalidInput", "PolicyNotAttachable",
  ]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.iamPolicyARN, request.policy.text)
    return demand(on: identities.arn(role: request.role, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    let policy = try environment.identities.requireAttachable(request.policy, call.account)
    guard !role.policies.managed.contains(policy.arn) else { return EmptyResponse() }
    guard role.policies.managed.count < AttachedPolicies.quota else {
      throw .limitExceeded("Cannot exceed quota for PoliciesPerRole: \(AttachedPolicies.quota)")
    }
    environment.identities.roles[IdentityAddress(call.account, role.name)]?
      .policies.managed.append(policy.arn)
    return EmptyResponse()
  }
}
