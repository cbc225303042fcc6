package import Access
package import Kernel

/// Deletes a role that has no policies left.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
package enum DeleteRole: IAMOperation {
  package struct Request: Sendable {
    let role: RoleName
  }

  package static let name = "DeleteRole"
  package static let summary = "Deletes a role that has no policies left."
  package static let request = Shape(
    Request.init(role:), IdentityMembers.role(\.role))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "DeleteConflict", "LimitExceeded"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(of: request.role, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.require(request.role, call.account)
    try role.policies.requireNone()
    environment.identities.roles[IdentityAddress(call.account, role.name)] = nil
    environment.identities.forget(role)
    return EmptyResponse()
  }
}
