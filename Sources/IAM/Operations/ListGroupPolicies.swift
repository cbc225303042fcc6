package import Access
package import Kernel

/// Lists the names of the inline policies of a group.
package enum ListGroupPolicies: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<String>

  package static let name = "ListGroupPolicies"
  package static let summary = "Lists the names of the inline policies of a group."
  package static let request = Shape(
    Request.init(group:marker:limit:), IdentityMembers.group(\.group),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("PolicyNames")
  package static let paging: Paging? = .identities("PolicyNames")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(group: request.group, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let group = try environment.identities.requireGroup(request.group, call.account)
    return try IdentityPage(
      of: Array(group.policies.inline.keys), after: request.marker, limit: request.limit
    ) { $0 }
  }
}
