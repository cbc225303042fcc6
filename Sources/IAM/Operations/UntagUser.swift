package import Access
package import Kernel

/// Takes labels off a user.
package enum UntagUser: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let keys: [IdentityTagKey]
  }

  package static let name = "UntagUser"
  package static let summary = "Takes labels off a user."
  package static let request = Shape(
    Request.init(user:keys:), IdentityMembers.user(\.user),
    Member("TagKeys", \.keys, .length(0...50), help: "The names of the labels to remove."))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.tagKeys, all: request.keys.map(\.text))
    return demand(on: identities.arn(user: request.user, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    environment.identities.users[IdentityAddress(call.account, user.name)]?.tags =
      user.tags.removing(request.keys)
    return EmptyResponse()
  }
}
