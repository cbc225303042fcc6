package import Access
package import Kernel

/// Gives a user a managed policy.
package enum AttachUserPolicy: IAMOperation {
  package struct Request: Sendable {
    let user: UserName
    let policy: PolicyARNText
  }

  package static let name = "AttachUserPolicy"
  package static let summary = "Gives a user a managed policy."
  package static let request = Shape(
    Request.init(user:policy:), IdentityMembers.user(\.user, 64),
    IdentityMembers.policyARN(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = [
    "NoSuchEntity", "LimitExceeded", "InvalidInput", "PolicyNotAttachable",
  ]

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
    let policy = try environment.identities.requireAttachable(request.policy, call.account)
    guard !user.policies.managed.contains(policy.arn) else { return EmptyResponse() }
    guard user.policies.managed.count < AttachedPolicies.quota else {
      throw .limitExceeded("Cannot exceed quota for PoliciesPerUser: \(AttachedPolicies.quota)")
    }
    environment.identities.users[IdentityAddress(call.account, user.name)]?
      .policies.managed.append(policy.arn)
    return EmptyResponse()
  }
}
