package import Access
package import Kernel

/// Takes an inline policy from a group.
package enum DeleteGroupPolicy: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let policy: PolicyNameText
  }

  package static let name = "DeleteGroupPolicy"
  package static let summary = "Takes an inline policy from a group."
  package static let request = Shape(
    Request.init(group:policy:), IdentityMembers.group(\.group),
    IdentityMembers.policyName(\.policy))
  package static let response = EmptyResponse.fields
  package static let effect = Effect.write
  package static let errors = ["NoSuchEntity", "LimitExceeded"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(group: request.group, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> EmptyResponse {
    let group = try environment.identities.requireGroup(request.group, call.account)
    _ = try group.policies.requireInline(request.policy, "group")
    environment.identities.groups[IdentityAddress(call.account, group.name)]?
      .policies.inline[request.policy.text] = nil
    return EmptyResponse()
  }
}
