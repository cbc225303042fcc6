package import Access
package import Kernel

/// Changes a role's description or the longest session.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
package enum UpdateRole: IAMOperation {
  package struct Request: NamesIdentity {
    let role: RoleName
    let description: String?
    let maxSessionSeconds: Int?

    package var identity: RoleName { role }
  }

  package static let name = "UpdateRole"
  package static let summary = "Changes a role's description or the longest session."
  package static let request = Shape(
    Request.init(role:description:maxSessionSeconds:), IdentityMembers.role(\.role),
    RoleMembers.description(\.description), RoleMembers.maxSession(\.maxSessionSeconds))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    var role = try environment.identities.require(request.role, call.account)
    role.description = request.description ?? role.description
    role.maxSessionSeconds = request.maxSessionSeconds ?? role.maxSessionSeconds
    environment.identities.roles[IdentityAddress(call.account, role.name)] = role
    return EmptyResponse()
  }
}
