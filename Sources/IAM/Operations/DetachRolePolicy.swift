package import Access
package import Kernel

/// Takes a managed policy from a role.
package enum DetachRolePolicy: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let policy: PolicyARNText
  }

  package static let name = "DetachRolePolicy"
  package static let summary = "Takes a managed policy from a role."
  package static let request = Shape(
    Request.init(role:policy:), IdentityMembers.role(\.role), IdentityMembers.policyARN(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

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
    let policy = try environment.identities.requirePolicy(request.policy)
    guard role.policies.managed.contains(policy.arn) else {
      throw .noSuchEntity("Policy \(policy.arn) was not found.")
    }
    environment.identities.roles[IdentityAddress(call.account, role.name)]?
      .policies.managed.removeAll { $0 == policy.arn }
    return EmptyResponse()
  }
}
