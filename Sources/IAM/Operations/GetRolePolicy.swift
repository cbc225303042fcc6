package import Access
package import Kernel

/// Tells what an inline policy of a role says.
package enum GetRolePolicy: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let policy: PolicyNameText
  }
  package struct Response: Sendable {
    let role: String
    let policy: IdentityPolicy
  }

  package static let name = "GetRolePolicy"
  package static let summary = "Tells what an inline policy of a role says."
  package static let request = Shape(
    Request.init(role:policy:), IdentityMembers.role(\.role), IdentityMembers.policyName(\.policy))
  package static let response = Fields<Response>(
    .init("RoleName", \.role), .init("PolicyName", \.policy.name),
    .init("PolicyDocument", \.policy.reply))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(role: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let role = try environment.identities.requireRole(request.role, call.account)
    let policy = try role.policies.requireInline(request.policy, "role")
    return Response(role: role.name, policy: policy)
  }
}
