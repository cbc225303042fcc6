package import Access
package import Kernel

/// Takes labels off a role.
package enum UntagRole: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
    let keys: [IdentityTagKey]
  }

  package static let name = "UntagRole"
  package static let summary = "Takes labels off a role."
  package static let request = Shape(
    Request.init(role:keys:), IdentityMembers.role(\.role),
    Member("TagKeys", \.keys, .length(0...50), help: "The names of the labels to remove."))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.tagKeys, all: request.keys.map(\.text))
    return demand(on: identities.arn(role: request.role, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.requireRole(request.role, call.account)
    environment.identities.roles[IdentityAddress(call.account, role.name)]?.tags =
      role.tags.removing(request.keys)
    return EmptyResponse()
  }
}
