package import Access
package import Kernel

/// Deletes a version of a managed policy that does not count.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html
package enum DeletePolicyVersion: IAMOperation {
  package typealias Request = PolicyVersionRequest

  package static let name = "DeletePolicyVersion"
  package static let summary = "Deletes a version of a managed policy that does not count."
  package static let request = Request.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput", "DeleteConflict"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    var policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    let version = try policy.require(request.version)
    guard version.number != policy.defaultNumber else {
      throw .deleteConflict("Cannot delete the default version of a policy.")
    }
    policy.versions.removeAll { $0.number == version.number }
    environment.identities.policies[IdentityAddress(call.account, policy.name)] = policy
    return EmptyResponse()
  }
}
