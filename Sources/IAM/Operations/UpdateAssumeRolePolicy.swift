package import Access
package import Kernel

/// Replaces the trust policy of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
package enum UpdateAssumeRolePolicy: IAMOperation {
  package struct Request: NamesIdentity {
    let role: RoleName
    let trust: PolicyBody

    package var identity: RoleName { role }
  }

  package static let name = "UpdateAssumeRolePolicy"
  package static let summary = "Replaces the trust policy of a role."
  package static let request = Shape(
    Request.init(role:trust:), IdentityMembers.role(\.role), IdentityMembers.body(\.trust))
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "MalformedPolicyDocument", "LimitExceeded"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let role = try environment.identities.require(request.role, call.account)
    let trust = try environment.identityPolicy(
      "trust policy", request.trust, kind: .trust, most: 2048,
      "Cannot exceed quota for ACLSizePerRole: 2048")
    environment.identities.roles[found: IdentityAddress(call.account, role.name)].trust = trust
    return EmptyResponse()
  }
}
