package import Access
package import Kernel

/// Deletes a user that has no policies, groups and keys left.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
package enum DeleteUser: IAMOperation {
  package typealias Request = IdentityRequest<UserName>

  package static let name = "DeleteUser"
  package static let summary = "Deletes a user that has no policies, groups and keys left."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
  package static let effect = Effect.write
  package static let errors = ["LimitExceeded", "NoSuchEntity", "DeleteConflict"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.require(request.identity, call.account)
    guard user.accessKeys.isEmpty else {
      throw .deleteConflict("Cannot delete entity, must delete access keys first.")
    }
    guard user.groups.isEmpty else {
      throw .deleteConflict("Cannot delete entity, must remove users from group first.")
    }
    try user.policies.requireNone()
    environment.identities.users[IdentityAddress(call.account, user.name)] = nil
    environment.identities.forget(user)
    return EmptyResponse()
  }
}
