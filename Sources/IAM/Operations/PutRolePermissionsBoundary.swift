import Access
package import Kernel

/// Limits what the policies of a role can give.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
package enum PutRolePermissionsBoundary: BoundaryPut {
  package typealias Name = RoleName

  package static let name = "PutRolePermissionsBoundary"
  package static let summary = "Limits what the policies of a role can give."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
