package import Access
package import Kernel

/// Lists the labels of a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html
package enum ListPolicyTags: IAMOperation {
  package struct Request: NamesPolicy {
    package let policy: PolicyARNText
    let marker: IdentityMarker?
    let limit: Int?
  }
  package typealias Response = IdentityPage<IdentityTag>

  package static let name = "ListPolicyTags"
  package static let summary = "Lists the labels of a managed policy."
  package static let request = Shape(
    Request.init(policy:marker:limit:), IdentityMembers.policyARN(\.policy),
    IdentityMembers.marker(\.marker), IdentityMembers.limit(\.limit))
  package static let response = Response.fields("Tags")
  package static let paging: Paging? = .identities("Tags")
  package static let effect = Effect.read
  package static let errors = ["NoSuchEntity", "InvalidInput"]

  package static func run(
    _ request: Request, _ environment: inout Environment, as call: Call
  ) throws(IAMFailure) -> Response {
    let policy = try environment.identities.requirePolicy(request.policy)
    return try IdentityPage(of: policy.tags.tagList, after: request.marker, limit: request.limit) {
      $0.key.text
    }
  }
}
