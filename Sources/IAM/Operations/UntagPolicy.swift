package import Access
package import Kernel

/// Takes labels off a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html
package enum UntagPolicy: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let keys: [IdentityTagKey]
  }

  package static let name = "UntagPolicy"
  package static let summary = "Takes labels off a managed policy."
  package static let request = Shape(
    Request.init(policy:keys:), IdentityMembers.policyARN(\.policy),
    Member("TagKeys", \.keys, .length(0...50), help: "The names of the labels to remove."))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    environment.identities.policies[found: IdentityAddress(call.account, policy.name)].tags =
      policy.tags.removing(request.keys)
    return EmptyResponse()
  }
}
