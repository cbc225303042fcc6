package import Access
package import Kernel

/// Deletes a role that has no policies left.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
package enum DeleteRole: IAMOperation {
  package typealias Request = IdentityRequest<RoleName>

  package static let name = "DeleteRole"
  package static let summary = "Deletes a role that has no policies left."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "DeleteConflict", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.require(request.identity, call.account)
    try role.policies.requireNone()
    environment.identities.roles[IdentityAddress(call.account, role.name)] = nil
    environment.identities.forget(role)
    return EmptyResponse()
  }
}
