package import Access
package import Kernel

/// Deletes a managed policy that nobody has, and whose other versions are gone.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
package enum DeletePolicy: IAMOperation {
  package typealias Request = PolicyRequest

  package static let name = "DeletePolicy"
  package static let summary =
    "Deletes a managed policy that nobody has, and whose other versions are gone."
  package static let request = Request.shape
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput", "DeleteConflict"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let policy = try environment.identities.requireOwnPolicy(request.policy, call.account)
    let holders = environment.identities.holders(of: policy.arn, in: call.account)
    let boundaries = environment.identities.boundaryCount(of: policy.arn, in: call.account)
    guard holders.users.isEmpty, holders.groups.isEmpty, holders.roles.isEmpty, boundaries == 0
    else {
      throw .deleteConflict("Cannot delete a policy attached to entities.")
    }
    guard policy.versions.count == 1 else {
      throw .deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the"
          + " policy's versions. The default version is deleted with the policy.")
    }
    environment.identities.policies[IdentityAddress(call.account, policy.name)] = nil
    return EmptyResponse()
  }
}
