package import Access
package import Kernel

/// Lets another version of a managed policy count.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
package enum SetDefaultPolicyVersion: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let version: VersionID
  }

  package static let name = "SetDefaultPolicyVersion"
  package static let summary = "Lets another version of a managed policy count."
  package static let request = Shape(
    Request.init(policy:version:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.version(\.version))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "InvalidInput", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    var policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    policy.defaultNumber = try policy.require(request.version).number
    policy.updateDate = environment.now
    environment.identities.policies[IdentityAddress(call.account, policy.name)] = policy
    return EmptyResponse()
  }
}
