package import Access
package import Kernel

/// Tells of a managed policy, but not what it says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
package enum GetPolicy: PolicyQuestion {
  package typealias Request = PolicyRequest
  package struct Response: Sendable {
    let policy: PolicyDescription
  }

  package static let name = "GetPolicy"
  package static let summary = "Tells of a managed policy, but not what it says."
  package static let request = Request.shape
  package static let response = Fields<Response>(.init("Policy", \.policy))

  package static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response {
    Response(
      policy: PolicyDescription(policy, identities, in: call.account, .whole))
  }
}
