package import Access
package import Kernel

/// Makes a user, who may nothing yet.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html
package enum CreateUser: IAMOperation {
  package struct Request: Sendable {
    let path: NamePath?
    let user: UserName
    let boundary: PolicyARNText?
    let tags: [IdentityTag]?
  }
  package struct Response: Sendable {
    let user: UserReply
  }

  package static let name = "CreateUser"
  package static let summary = "Makes a user, who may nothing yet."
  package static let request = Shape(
    Request.init(path:user:boundary:tags:), IdentityMembers.path(\.path),
    IdentityMembers.user(\.user, 64), IdentityMembers.policyARN(\.boundary, "PermissionsBoundary"),
    IdentityMembers.tags(\.tags))
  package static let response = Fields<Response>(.init("User", \.user))
  package static let effect = Effect.write
  package static let errors = [
    "LimitExceeded", "EntityAlreadyExists", "NoSuchEntity", "InvalidInput",
  ]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = (request.tags ?? []).conditionValues
    values.add(.iamPermissionsBoundary, request.boundary?.text)
    return demand(on: .identity(request.user, request.path, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let address = IdentityAddress(call.account, request.user.text)
    guard environment.identities.users[address] == nil else {
      throw .alreadyExists("User with name \(request.user.text) already exists.")
    }
    let boundary = try environment.identities.boundary(request.boundary, call.account)
    let tags = try (request.tags ?? []).checked()
    var user = User(
      call.account, name: request.user.text, path: request.path?.text ?? "/",
      id: environment.drawIdentityID("AIDA"), creationDate: environment.now)
    user.boundary = boundary
    user.tags = tags
    environment.identities.users[address] = user
    return Response(user: UserReply(user: user, isWhole: true))
  }
}
