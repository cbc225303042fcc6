package import Access
package import Kernel

/// Takes an inline policy from a user.
package enum DeleteUserPolicy: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let policy: PolicyNameText
  }

  package static let name = "DeleteUserPolicy"
  package static let summary = "Takes an inline policy from a user."
  package static let request = Shape(
    Request.init(user:policy:), IdentityMembers.user(\.user), IdentityMembers.policyName(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(user: request.user, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    _ = try user.policies.requireInline(request.policy, "user")
    environment.identities.users[IdentityAddress(call.account, user.name)]?
      .policies.inline[request.policy.text] = nil
    return EmptyResponse()
  }
}
