package import Access
package import Kernel

/// Tells what an inline policy of a user says.
package enum GetUserPolicy: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let policy: PolicyNameText
  }
  package struct Response: Sendable {
    let user: String
    let policy: IdentityPolicy
  }

  package static let name = "GetUserPolicy"
  package static let summary = "Tells what an inline policy of a user says."
  package static let request = Shape(
    Request.init(user:policy:), IdentityMembers.user(\.user), IdentityMembers.policyName(\.policy))
  package static let response = Fields<Response>(
    .init("UserName", \.user), .init("PolicyName", \.policy.name),
    .init("PolicyDocument", \.policy.reply))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(user: request.user, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let user = try environment.identities.requireUser(request.user, call.account)
    let policy = try user.policies.requireInline(request.policy, "user")
    return Response(user: user.name, policy: policy)
  }
}
