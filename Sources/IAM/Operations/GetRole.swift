package import Access
package import Kernel

/// Tells of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
package enum GetRole: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
  }
  package struct Response: Sendable {
    let role: RoleReply
  }

  package static let name = "GetRole"
  package static let summary = "Tells of a role."
  package static let request = Shape(
    Request.init(role:), IdentityMembers.role(\.role))
  package static let response = Fields<Response>(.init("Role", \.role))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(of: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let role = try environment.identities.require(request.role, call.account)
    return Response(role: RoleReply(role: role, detail: .whole))
  }
}
