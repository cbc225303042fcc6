package import Access
package import Kernel

/// Gives a role an inline policy, or replaces it.
package enum PutRolePolicy: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let policy: PolicyNameText
    let body: PolicyBody
  }

  package static let name = "PutRolePolicy"
  package static let summary = "Gives a role an inline policy, or replaces it."
  package static let request = Shape(
    Request.init(role:policy:body:), IdentityMembers.role(\.role),
    IdentityMembers.policyName(\.policy), IdentityMembers.body(\.body))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(role: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    var policies = role.policies
    policies.inline[request.policy.text] = try environment.identityPolicy(
      request.policy.text, request.body, most: 10240,
      "Maximum policy size of 10240 bytes exceeded for role \(role.name)")
    try policies.requireInline(
      atMost: 10240, "Maximum policy size of 10240 bytes exceeded for role \(role.name)")
    environment.identities.roles[IdentityAddress(call.account, role.name)]?.policies = policies
    return EmptyResponse()
  }
}
