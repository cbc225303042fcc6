package import Access
package import Kernel

/// Tells of a user; of the caller where none is named.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
package enum GetUser: IAMOperation {
  package struct Request: Sendable {
    let user: UserName?
  }
  package struct Response: Sendable {
    let user: UserReply
  }

  package static let name = "GetUser"
  package static let summary = "Tells of a user; of the caller where none is named."
  package static let request = Shape(
    Request.init(user:), IdentityMembers.user(\.user))
  package static let response = Fields<Response>(.init("User", \.user))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    if isAboutRoot(request, call) { return demand(on: call.principal.arn, as: call) }
    return demand(
      on: identities.arn(of: try identities.userName(request.user, call), call.account), as: call)
  }

  private static func isAboutRoot(_ request: Request, _ call: Call) -> Bool {
    request.user == nil && call.principal == .root(call.account)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    if isAboutRoot(request, call) { return Response(user: UserReply(rootOf: call.account)) }
    let name = try environment.identities.userName(request.user, call)
    let user = try environment.identities.require(name, call.account)
    return Response(user: UserReply(user: user, isWhole: true))
  }
}
