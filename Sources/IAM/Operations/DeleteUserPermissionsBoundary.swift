package import Access
package import Kernel

/// Takes the permissions boundary from a user.
package enum DeleteUserPermissionsBoundary: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
  }

  package static let name = "DeleteUserPermissionsBoundary"
  package static let summary = "Takes the permissions boundary from a user."
  package static let request = Shape(
    Request.init(user:), IdentityMembers.user(\.user, 64))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(user: request.user, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    guard user.boundary != nil else {
      throw .noSuchEntity("No permissions boundary is set for \(user.arn).")
    }
    environment.identities.users[IdentityAddress(call.account, user.name)]?.boundary = nil
    return EmptyResponse()
  }
}
