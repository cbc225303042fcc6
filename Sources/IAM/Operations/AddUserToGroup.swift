package import Access
package import Kernel

/// Puts a user into a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html
package enum AddUserToGroup: IAMOperation {
  package typealias Request = MembershipRequest

  package static let name = "AddUserToGroup"
  package static let summary = "Puts a user into a group."
  package static let request = Request.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.require(request.group, call.account)
    let user = try environment.identities.require(request.user, call.account)
    guard !user.groups.contains(group.name) else { return EmptyResponse() }
    guard user.groups.count < 10 else {
      throw .limitExceeded("Cannot exceed quota for GroupsPerUser: 10")
    }
    environment.identities.users[found: IdentityAddress(call.account, user.name)].groups.append(
      group.name)
    return EmptyResponse()
  }
}

/// Names a group and a user of it.
package struct MembershipRequest: NamesIdentity {
  let group: GroupName
  let user: UserName

  package var identity: GroupName { group }

  /// The members.
  static let shape = Shape(
    Self.init(group:user:), IdentityMembers.group(\.group), IdentityMembers.user(\.user))
}
