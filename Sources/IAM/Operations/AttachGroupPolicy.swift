package import Access
package import Kernel

/// Gives a group a managed policy.
package enum AttachGroupPolicy: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let policy: PolicyARNText
  }

  package static let name = "AttachGroupPolicy"
  package static let summary = "Gives a group a managed policy."
  package static let request = Shape(
    Request.init(group:policy:), IdentityMembers.group(\.group), IdentityMembers.policyARN(\.policy)
  )
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
    return demand(on: identities.arn(group: request.group, call.account), values, as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.requireGroup(request.group, call.account)
    let policy = try environment.identities.requireAttachable(request.policy, call.account)
    guard !group.policies.managed.contains(policy.arn) else { return EmptyResponse() }
    guard group.policies.managed.count < AttachedPolicies.quota else {
      throw .limitExceeded("Cannot exceed quota for PoliciesPerGroup: \(AttachedPolicies.quota)")
    }
    environment.identities.groups[IdentityAddress(call.account, group.name)]?
      .policies.managed.append(policy.arn)
    return EmptyResponse()
  }
}
