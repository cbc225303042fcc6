package import Access
package import Kernel

/// Deletes a group that has no users and policies left.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html
package enum DeleteGroup: IAMOperation {
  package typealias Request = IdentityRequest<GroupName>

  package static let name = "DeleteGroup"
  package static let summary = "Deletes a group that has no users and policies left."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "DeleteConflict", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.require(request.identity, call.account)
    let hasUsers = environment.identities.users.contains { entry in
      entry.value.account == call.account && entry.value.groups.contains(group.name)
    }
    guard !hasUsers else {
      throw .deleteConflict("Cannot delete entity, must remove users from group first.")
    }
    try group.policies.requireNone()
    environment.identities.groups[IdentityAddress(call.account, group.name)] = nil
    return EmptyResponse()
  }
}
