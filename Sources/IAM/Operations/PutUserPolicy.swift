package import Access
package import Kernel

/// Gives a user an inline policy, or replaces it.
package enum PutUserPolicy: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let policy: PolicyNameText
    let body: PolicyBody
  }

  package static let name = "PutUserPolicy"
  package static let summary = "Gives a user an inline policy, or replaces it."
  package static let request = Shape(
    Request.init(user:policy:body:), IdentityMembers.user(\.user),
    IdentityMembers.policyName(\.policy), IdentityMembers.body(\.body))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(user: request.user, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    var policies = user.policies
    policies.inline[request.policy.text] = try environment.identityPolicy(
      request.policy.text, request.body, most: 2048,
      "Maximum policy size of 2048 bytes exceeded for user \(user.name)")
    try policies.requireInline(
      atMost: 2048, "Maximum policy size of 2048 bytes exceeded for user \(user.name)")
    environment.identities.users[IdentityAddress(call.account, user.name)]?.policies = policies
    return EmptyResponse()
  }
}
