package import Access
package import Kernel

/// Limits what the policies of a user can give.
package enum PutUserPermissionsBoundary: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let boundary: PolicyARNText
  }

  package static let name = "PutUserPermissionsBoundary"
  package static let summary = "Limits what the policies of a user can give."
  package static let request = Shape(
    Request.init(user:boundary:), IdentityMembers.user(\.user, 64),
    IdentityMembers.policyARN(\.boundary, "PermissionsBoundary"))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "InvalidInput", "PolicyNotAttachable"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.iamPermissionsBoundary, request.boundary.text)
    return demand(on: identities.arn(user: request.user, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    let policy = try environment.identities.requireAttachable(request.boundary, call.account)
    environment.identities.users[IdentityAddress(call.account, user.name)]?.boundary = policy.arn
    return EmptyResponse()
  }
}
