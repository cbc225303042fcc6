import Access
package import Kernel

/// Lists the names of the inline policies of a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html
package enum ListUserPolicies: InlinePolicyList {
  package typealias Name = UserName

  package static let name = "ListUserPolicies"
  package static let summary = "Lists the names of the inline policies of a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
