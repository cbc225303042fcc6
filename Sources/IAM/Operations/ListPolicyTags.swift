package import Access
package import Kernel

/// Lists the labels of a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html
package enum ListPolicyTags: PolicyQuestion {
  package typealias Request = PolicyListRequest
  package typealias Response = IdentityPage<IdentityTag>

  package static let name = "ListPolicyTags"
  package static let summary = "Lists the labels of a managed policy."
  package static let request = Request.shape
  package static let response = Response.fields("Tags")
  package static let paging: Paging? = .identities("Tags")

  package static func answer(
    _ request: Request, about policy: ManagedPolicy, _ identities: Identities, as call: Call
  ) throws(IAMFailure) -> Response {
    try IdentityPage(of: policy.tags.tagList, after: request.marker, limit: request.limit) {
      $0.key.text
    }
  }
}
