package import Access
package import Kernel

/// Gives a group an inline policy, or replaces it.
package enum PutGroupPolicy: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let policy: PolicyNameText
    let body: PolicyBody
  }

  package static let name = "PutGroupPolicy"
  package static let summary = "Gives a group an inline policy, or replaces it."
  package static let request = Shape(
    Request.init(group:policy:body:), IdentityMembers.group(\.group),
    IdentityMembers.policyName(\.policy), IdentityMembers.body(\.body))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["LimitExceeded", "MalformedPolicyDocument", "NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(group: request.group, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.requireGroup(request.group, call.account)
    var policies = group.policies
    policies.inline[request.policy.text] = try environment.identityPolicy(
      request.policy.text, request.body, most: 5120,
      "Maximum policy size of 5120 bytes exceeded for group \(group.name)")
    try policies.requireInline(
      atMost: 5120, "Maximum policy size of 5120 bytes exceeded for group \(group.name)")
    environment.identities.groups[IdentityAddress(call.account, group.name)]?.policies = policies
    return EmptyResponse()
  }
}
