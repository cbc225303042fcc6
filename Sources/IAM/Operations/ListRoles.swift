package import Access
package import Kernel

/// Lists the account's roles.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
package enum ListRoles: IAMOperation {
  package struct Request: Sendable {
    let pathPrefix: NamePath?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<RoleReply>

  package static let name = "ListRoles"
  package static let summary = "Lists the account's roles."
  package static let request = Shape(
    Request.init(pathPrefix:marker:limit:), IdentityMembers.pathPrefix(\.pathPrefix),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Roles")
  package static let paging: Paging? = .identities("Roles")
  package static let effect = Effect.read
  package static let errors: [String] = []

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: .identity("role/", call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let all = environment.identities.roles.map(\.value).filter {
      $0.account == call.account && $0.path.hasPrefix(request.pathPrefix?.text ?? "/")
    }
    return try IdentityPage(
      of: all.map { RoleReply(role: $0, detail: .listed) }, after: request.marker,
      limit: request.limit
    ) { $0.role.name }
  }
}
