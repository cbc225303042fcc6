import Access
package import Kernel

/// Lists the names of the inline policies of a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html
package enum ListGroupPolicies: InlinePolicyList {
  package typealias Name = GroupName

  package static let name = "ListGroupPolicies"
  package static let summary = "Lists the names of the inline policies of a group."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
