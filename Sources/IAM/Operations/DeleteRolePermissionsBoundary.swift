package import Access
package import Kernel

/// Takes the permissions boundary from a role.
package enum DeleteRolePermissionsBoundary: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
  }

  package static let name = "DeleteRolePermissionsBoundary"
  package static let summary = "Takes the permissions boundary from a role."
  package static let request = Shape(
    Request.init(role:), IdentityMembers.role(\.role))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(role: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    guard role.boundary != nil else {
      throw .noSuchEntity("No permissions boundary is set for \(role.arn).")
    }
    environment.identities.roles[IdentityAddress(call.account, role.name)]?.boundary = nil
    return EmptyResponse()
  }
}
