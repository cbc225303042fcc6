import Access
package import Kernel

/// Gives a group an inline policy, or replaces it.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html
package enum PutGroupPolicy: InlinePolicyPut {
  package typealias Name = GroupName

  package static let name = "PutGroupPolicy"
  package static let summary = "Gives a group an inline policy, or replaces it."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
