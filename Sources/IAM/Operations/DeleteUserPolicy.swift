import Access
package import Kernel

/// Takes an inline policy from a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html
package enum DeleteUserPolicy: InlinePolicyDeletion {
  package typealias Name = UserName

  package static let name = "DeleteUserPolicy"
  package static let summary = "Takes an inline policy from a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
