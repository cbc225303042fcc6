package import Access
package import Kernel

/// Lists the versions of a managed policy, the newest first.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
package enum ListPolicyVersions: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<VersionReply>

  package static let name = "ListPolicyVersions"
  package static let summary = "Lists the versions of a managed policy, the newest first."
  package static let request = Shape(
    Request.init(policy:marker:limit:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Versions")
  package static let paging: Paging? = .identities("Versions")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let policy = try environment.identities.requirePolicy(request.policy)
    let versions = policy.versions.reversed().map {
      VersionReply(
        version: $0, isDefault: $0.number == policy.defaultNumber, hasDocument: false)
    }
    return try IdentityPage(of: versions, after: request.marker, limit: request.limit) {
      $0.version.id
    }
  }
}
