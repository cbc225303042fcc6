import Access
package import Kernel

/// Takes the permissions boundary from a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html
package enum DeleteRolePermissionsBoundary: BoundaryDeletion {
  package typealias Name = RoleName

  package static let name = "DeleteRolePermissionsBoundary"
  package static let summary = "Takes the permissions boundary from a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
