package import Access
package import Kernel

/// Tells of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
package enum GetRole: IAMOperation {
  package typealias Request = IdentityRequest<RoleName>
  package struct Response: Sendable {
    let role: RoleReply
  }

  package static let name = "GetRole"
  package static let summary = "Tells of a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
  package static let response = Fields<Response>(.init("Role", \.role))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let role = try environment.identities.require(request.identity, call.account)
    return Response(role: RoleReply(role: role, detail: .whole))
  }
}
