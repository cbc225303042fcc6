package import Access
package import Kernel

/// Takes an inline policy from a role.
package enum DeleteRolePolicy: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let policy: PolicyNameText
  }

  package static let name = "DeleteRolePolicy"
  package static let summary = "Takes an inline policy from a role."
  package static let request = Shape(
    Request.init(role:policy:), IdentityMembers.role(\.role), IdentityMembers.policyName(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(role: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    _ = try role.policies.requireInline(request.policy, "role")
    environment.identities.roles[IdentityAddress(call.account, role.name)]?
      .policies.inline[request.policy.text] = nil
    return EmptyResponse()
  }
}
