import Access
package import Kernel

/// Takes an inline policy from a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html
package enum DeleteRolePolicy: InlinePolicyDeletion {
  package typealias Name = RoleName

  package static let name = "DeleteRolePolicy"
  package static let summary = "Takes an inline policy from a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
