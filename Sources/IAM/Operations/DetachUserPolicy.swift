package import Access
package import Kernel

/// Takes a managed policy from a user.
package enum DetachUserPolicy: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let policy: PolicyARNText
  }

  package static let name = "DetachUserPolicy"
  package static let summary = "Takes a managed policy from a user."
  package static let request = Shape(
    Request.init(user:policy:), IdentityMembers.user(\.user, 64),
    IdentityMembers.policyARN(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    var values = ConditionValues()
    values.add(.iamPolicyARN, request.policy.text)
    return demand(on: identities.arn(user: request.user, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let user = try environment.identities.requireUser(request.user, call.account)
    let policy = try environment.identities.requirePolicy(request.policy)
    guard user.policies.managed.contains(policy.arn) else {
      throw .noSuchEntity("Policy \(policy.arn) was not found.")
    }
    environment.identities.users[IdentityAddress(call.account, user.name)]?
      .policies.managed.removeAll { $0 == policy.arn }
    return EmptyResponse()
  }
}
