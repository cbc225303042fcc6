package import Access
package import Kernel

/// Lists the names of the inline policies of a role.
package enum ListRolePolicies: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<String>

  package static let name = "ListRolePolicies"
  package static let summary = "Lists the names of the inline policies of a role."
  package static let request = Shape(
    Request.init(role:marker:limit:), IdentityMembers.role(\.role),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("PolicyNames")
  package static let paging: Paging? = .identities("PolicyNames")
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
    return try IdentityPage(
      of: Array(role.policies.inline.keys), after: request.marker, limit: request.limit
    ) { $0 }
  }
}
