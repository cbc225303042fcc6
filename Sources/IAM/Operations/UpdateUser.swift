package import Access
package import Kernel

/// Gives a user another name or path; the id stays.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
package enum UpdateUser: IAMOperation {
  package struct Request: NamesIdentity {
    let user: UserName
    let newPath: NamePath?
    let newName: UserName?

    package var identity: UserName { user }
  }

  package static let name = "UpdateUser"
  package static let summary = "Gives a user another name or path; the id stays."
  package static let request = Shape(
    Request.init(user:newPath:newName:), IdentityMembers.user(\.user),
    IdentityMembers.path(\.newPath, "NewPath"), IdentityMembers.user(\.newName, 64, "NewUserName"))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "EntityAlreadyExists"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let before = try environment.identities.require(request.user, call.account)
    var user = before
    let old = IdentityAddress(call.account, user.name)
    user.name = request.newName?.text ?? user.name
    user.path = request.newPath?.text ?? user.path
    let new = IdentityAddress(call.account, user.name)
    guard new == old || environment.identities.users[new] == nil else {
      throw .alreadyExists("User with name \(user.name) already exists.")
    }
    environment.identities.users[old] = nil
    environment.identities.users[new] = user
    environment.identities.rename(before, to: user)
    return EmptyResponse()
  }
}
