package import Access
package import Kernel

/// Tells what a version of a managed policy says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
package enum GetPolicyVersion: PolicyQuestion {
  package typealias Request = PolicyVersionRequest
  package struct Response: Sendable {
    let version: VersionReply
  }

  package static let name = "GetPolicyVersion"
  package static let summary = "Tells what a version of a managed policy says."
  package static let request = Request.shape
  package static let response = Fields<Response>(.init("PolicyVersion", \.version))

  package static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response {
    let version = try policy.require(request.version)
    return Response(
      version: VersionReply(
        version: version, isDefault: version.number == policy.defaultNumber, hasDocument: true))
  }
}
