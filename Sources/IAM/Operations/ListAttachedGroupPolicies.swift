import Access
package import Kernel

/// Lists the managed policies of a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html
package enum ListAttachedGroupPolicies: ManagedPolicyList {
  package typealias Name = GroupName

  package static let name = "ListAttachedGroupPolicies"
  package static let summary = "Lists the managed policies of a group."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
