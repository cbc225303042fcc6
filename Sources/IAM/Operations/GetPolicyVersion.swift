package import Access
package import Kernel

/// Tells what a version of a managed policy says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html
package enum GetPolicyVersion: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let version: VersionID
  }
  package struct Response: Sendable {
    let version: VersionReply
  }

  package static let name = "GetPolicyVersion"
  package static let summary = "Tells what a version of a managed policy says."
  package static let request = Shape(
    Request.init(policy:version:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.version(\.version))
  package static let response = Fields<Response>(.init("PolicyVersion", \.version))
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let policy = try environment.identities.requirePolicy(request.policy)
    let version = try policy.require(request.version)
    return Response(
      version: VersionReply(
        version: version, isDefault: version.number == policy.defaultNumber, hasDocument: true))
  }
}
