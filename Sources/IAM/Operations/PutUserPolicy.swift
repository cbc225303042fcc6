import Access
package import Kernel

/// Gives a user an inline policy, or replaces it.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html
package enum PutUserPolicy: InlinePolicyPut {
  package typealias Name = UserName

  package static let name = "PutUserPolicy"
  package static let summary = "Gives a user an inline policy, or replaces it."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
