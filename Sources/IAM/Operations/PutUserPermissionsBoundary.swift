import Access
package import Kernel

/// Limits what the policies of a user can give.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html
package enum PutUserPermissionsBoundary: BoundaryPut {
  package typealias Name = UserName

  package static let name = "PutUserPermissionsBoundary"
  package static let summary = "Limits what the policies of a user can give."
  package static let request = Request.shape(IdentityMembers.user(\.identity, 64))
}
