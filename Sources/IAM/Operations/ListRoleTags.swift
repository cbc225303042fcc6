package import Access
package import Kernel

/// Lists the labels of a role.
package enum ListRoleTags: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<IdentityTag>

  package static let name = "ListRoleTags"
  package static let summary = "Lists the labels of a role."
  package static let request = Shape(
    Request.init(role:marker:limit:), IdentityMembers.role(\.role),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Tags")
  package static let paging: Paging? = .identities("Tags")
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
    return try IdentityPage(of: role.tags.tagList, after: request.marker, limit: request.limit) {
      $0.key.text
    }
  }
}
