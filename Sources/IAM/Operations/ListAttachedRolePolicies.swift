import Access
package import Kernel

/// Lists the managed policies of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html
package enum ListAttachedRolePolicies: ManagedPolicyList {
  package typealias Name = RoleName

  package static let name = "ListAttachedRolePolicies"
  package static let summary = "Lists the managed policies of a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
