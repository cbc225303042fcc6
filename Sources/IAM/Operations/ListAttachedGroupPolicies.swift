package import Access
package import Kernel

/// Lists the managed policies of a group.
package enum ListAttachedGroupPolicies: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let pathPrefix: NamePath?
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<AttachedReply>

  package static let name = "ListAttachedGroupPolicies"
  package static let summary = "Lists the managed policies of a group."
  package static let request = Shape(
    Request.init(group:pathPrefix:marker:limit:), IdentityMembers.group(\.group),
    IdentityMembers.policyPath(\.pathPrefix, "PathPrefix"), IdentityMembers.marker(\.marker),
    IdentityMembers.limit(\.limit))
  package static let response = Response.fields("AttachedPolicies")
  package static let paging: Paging? = .identities("AttachedPolicies")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(group: request.group, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let group = try environment.identities.requireGroup(request.group, call.account)
    let policies = group.policies.managed.compactMap { environment.identities.managedPolicy($0) }
      .filter { $0.path.hasPrefix(request.pathPrefix?.text ?? "/") }
    return try IdentityPage(
      of: policies.map { AttachedReply(name: $0.name, arn: $0.arn) }, after: request.marker,
      limit: request.limit
    ) { $0.arn.description }
  }
}
