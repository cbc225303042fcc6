import Access
package import Kernel

/// Gives a group a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html
package enum AttachGroupPolicy: PolicyAttachment {
  package typealias Name = GroupName

  package static let name = "AttachGroupPolicy"
  package static let summary = "Gives a group a managed policy."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
