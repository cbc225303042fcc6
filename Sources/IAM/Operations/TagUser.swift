package import Access
package import Kernel

/// Puts labels on a user, or changes their values.
package enum TagUser: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let tags: [IdentityTag]
  }

  package static let name = "TagUser"
  package static let summary = "Puts labels on a user, or changes their values."
  package static let request = Shape(
    Request.init(user:tags:), IdentityMembers.user(\.user), IdentityMembers.tags(\.tags))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(
      on: identities.arn(user: request.user, call.account), request.tags.conditionValues, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    let tags = try request.tags.checked(onto: user.tags)
    environment.identities.users[IdentityAddress(call.account, user.name)]?.tags = tags
    return EmptyResponse()
  }
}
