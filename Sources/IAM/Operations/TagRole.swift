package import Access
package import Kernel

/// Puts labels on a role, or changes their values.
package enum TagRole: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let tags: [IdentityTag]
  }

  package static let name = "TagRole"
  package static let summary = "Puts labels on a role, or changes their values."
  package static let request = Shape(
    Request.init(role:tags:), IdentityMembers.role(\.role), IdentityMembers.tags(\.tags))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(
      on: identities.arn(role: request.role, call.account), request.tags.conditionValues, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    let tags = try request.tags.checked(onto: role.tags)
    environment.identities.roles[IdentityAddress(call.account, role.name)]?.tags = tags
    return EmptyResponse()
  }
}
