package import Access
package import Kernel

/// Lets another version of a managed policy count.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html
package enum SetDefaultPolicyVersion: IAMOperation {
  package typealias Request = PolicyVersionRequest

  package static let name = "SetDefaultPolicyVersion"
  package static let summary = "Lets another version of a managed policy count."
  package static let request = Request.shape
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
