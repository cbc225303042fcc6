import Access
package import Kernel

/// Takes an inline policy from a role.
package enum DeleteRolePolicy: InlinePolicyDeletion {
  package typealias Name = RoleName

  package static let name = "DeleteRolePolicy"
  package static let summary = "Takes an inline policy from a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
