package import Access
package import Kernel

/// Lists the versions of a managed policy, the newest first.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
package enum ListPolicyVersions: PolicyQuestion {
  package typealias Request = PolicyListRequest
  package typealias Response = IdentityPage<VersionReply>

  package static let name = "ListPolicyVersions"
  package static let summary = "Lists the versions of a managed policy, the newest first."
  package static let request = Request.shape
  package static let response = Response.fields("Versions")
  package static let paging: Paging? = .identities("Versions")

  package static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response {
    let versions = policy.versions.reversed().map {
      VersionReply(
        version: $0, isDefault: $0.number == policy.defaultNumber, hasDocument: false)
    }
    return try IdentityPage(of: versions, after: request.marker, limit: request.limit) {
      $0.version.id
    }
  }
}
