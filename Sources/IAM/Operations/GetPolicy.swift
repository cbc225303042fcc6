package import Access
package import Kernel

/// Tells of a managed policy, but not what it says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
package enum GetPolicy: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
  }
  package struct Response: Sendable {
    let policy: PolicyDescription
  }

  package static let name = "GetPolicy"
  package static let summary = "Tells of a managed policy, but not what it says."
  package static let request = Shape(
    Request.init(policy:), IdentityMembers.policyARN(\.policy))
  package static let response = Fields<Response>(.init("Policy", \.policy))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let policy = try environment.identities.requirePolicy(request.policy)
    return Response(
      policy: PolicyDescription(policy, environment.identities, in: call.account, .whole))
  }
}
