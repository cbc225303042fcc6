import Access
package import Kernel

/// Takes the permissions boundary from a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html
package enum DeleteUserPermissionsBoundary: BoundaryDeletion {
  package typealias Name = UserName

  package static let name = "DeleteUserPermissionsBoundary"
  package static let summary = "Takes the permissions boundary from a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity, 64))
}
