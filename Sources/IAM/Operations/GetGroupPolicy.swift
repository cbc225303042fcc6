package import Access
package import Kernel

/// Tells what an inline policy of a group says.
package enum GetGroupPolicy: IAMOperation {
  package struct Request: Sendable {
    let group: GroupName
    let policy: PolicyNameText
  }
  package struct Response: Sendable {
    let group: String
    let policy: IdentityPolicy
  }

  package static let name = "GetGroupPolicy"
  package static let summary = "Tells what an inline policy of a group says."
  package static let request = Shape(
    Request.init(group:policy:), IdentityMembers.group(\.group),
    IdentityMembers.policyName(\.policy))
  package static let response = Fields<Response>(
    .init("GroupName", \.group), .init("PolicyName", \.policy.name),
    .init("PolicyDocument", \.policy.reply))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity"]

  package static func demands(
    _ request: Request, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> [Demand] {
    demand(on: identities.arn(group: request.group, call.account), as: call)
  }

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let group = try environment.identities.requireGroup(request.group, call.account)
    let policy = try group.policies.requireInline(request.policy, "group")
    return Response(group: group.name, policy: policy)
  }
}
