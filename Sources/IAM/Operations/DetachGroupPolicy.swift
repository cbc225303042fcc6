package import Access
package import Kernel

/// Takes a managed policy from a group.
package enum DetachGroupPolicy: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let policy: PolicyARNText
  }

  package static let name = "DetachGroupPolicy"
  package static let summary = "Takes a managed policy from a group."
  package static let request = Shape(
    Request.init(group:policy:), IdentityMembers.group(\.group), IdentityMembers.policyARN(\.policy)
  )
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded", "InvalidInput"]

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
    let policy = try environment.identities.requirePolicy(request.policy)
    guard group.policies.managed.contains(policy.arn) else {
      throw .noSuchEntity("Policy \(policy.arn) was not found.")
    }
    environment.identities.groups[IdentityAddress(call.account, group.name)]?
      .policies.managed.removeAll { $0 == policy.arn }
    return EmptyResponse()
  }
}
