package import Access
package import Kernel

/// Puts labels on a managed policy, or changes their values.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html
package enum TagPolicy: IAMOperation {
  package struct Request: Sendable {
    let policy: PolicyARNText
    let tags: [IdentityTag]
  }

  package static let name = "TagPolicy"
  package static let summary = "Puts labels on a managed policy, or changes their values."
  package static let request = Shape(
    Request.init(policy:tags:), IdentityMembers.policyARN(\.policy), IdentityMembers.tags(\.tags))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(
      on: .policy(request.policy, call.account), request.tags.conditionValues, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    let tags = try request.tags.checked(onto: policy.tags)
    environment.identities.policies[found: IdentityAddress(call.account, policy.name)].tags = tags
    return EmptyResponse()
  }
}
