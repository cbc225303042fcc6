package import Access
package import Kernel

/// Lists the names of the inline policies of a user.
package enum ListUserPolicies: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<String>

  package static let name = "ListUserPolicies"
  package static let summary = "Lists the names of the inline policies of a user."
  package static let request = Shape(
    Request.init(user:marker:limit:), IdentityMembers.user(\.user),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("PolicyNames")
  package static let paging: Paging? = .identities("PolicyNames")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(user: request.user, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let user = try environment.identities.requireUser(request.user, call.account)
    return try IdentityPage(
      of: Array(user.policies.inline.keys), after: request.marker, limit: request.limit
    ) { $0 }
  }
}
