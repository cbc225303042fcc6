import Access
package import Kernel

/// Lists the names of the inline policies of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html
package enum ListRolePolicies: InlinePolicyList {
  package typealias Name = RoleName

  package static let name = "ListRolePolicies"
  package static let summary = "Lists the names of the inline policies of a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
