import Access
package import Kernel

/// Gives a role an inline policy, or replaces it.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
package enum PutRolePolicy: InlinePolicyPut {
  package typealias Name = RoleName

  package static let name = "PutRolePolicy"
  package static let summary = "Gives a role an inline policy, or replaces it."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
