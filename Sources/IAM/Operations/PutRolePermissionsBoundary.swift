package import Access
package import Kernel

/// Limits what the policies of a role can give.
package enum PutRolePermissionsBoundary: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let boundary: PolicyARNText
  }

  package static let name = "PutRolePermissionsBoundary"
  package static let summary = "Limits what the policies of a role can give."
  package static let request = Shape(
    Request.init(role:boundary:), IdentityMembers.role(\.role),
    IdentityMembers.policyARN(\.boundary, "PermissionsBoundary"))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "InvalidInput", "PolicyNotAttachable"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.iamPermissionsBoundary, request.boundary.text)
    return demand(on: identities.arn(role: request.role, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    let policy = try environment.identities.requireAttachable(request.boundary, call.account)
    environment.identities.roles[IdentityAddress(call.account, role.name)]?.boundary = policy.arn
    return EmptyResponse()
  }
}
