package import Access
package import Kernel

/// Takes a user out of a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html
package enum RemoveUserFromGroup: IAMOperation {
  package typealias Request = MembershipRequest

  package static let name = "RemoveUserFromGroup"
  package static let summary = "Takes a user out of a group."
  package static let request = Request.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.require(request.group, call.account)
    let user = try environment.identities.require(request.user, call.account)
    guard user.groups.contains(group.name) else {
      throw .noSuchEntity("User \(user.name) is not in group \(group.name).")
    }
    environment.identities.users[found: IdentityAddress(call.account, user.name)].groups
      .removeAll { $0 == group.name }
    return EmptyResponse()
  }
}
