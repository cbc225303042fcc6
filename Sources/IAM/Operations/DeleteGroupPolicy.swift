import Access
package import Kernel

/// Takes an inline policy from a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html
package enum DeleteGroupPolicy: InlinePolicyDeletion {
  package typealias Name = GroupName

  package static let name = "DeleteGroupPolicy"
  package static let summary = "Takes an inline policy from a group."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
