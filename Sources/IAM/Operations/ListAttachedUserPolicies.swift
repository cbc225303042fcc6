import Access
package import Kernel

/// Lists the managed policies of a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html
package enum ListAttachedUserPolicies: ManagedPolicyList {
  package typealias Name = UserName

  package static let name = "ListAttachedUserPolicies"
  package static let summary = "Lists the managed policies of a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity, 64))
}
