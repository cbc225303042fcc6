import Access
package import Kernel

/// Takes a managed policy from a group.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html
package enum DetachGroupPolicy: PolicyDetachment {
  package typealias Name = GroupName

  package static let name = "DetachGroupPolicy"
  package static let summary = "Takes a managed policy from a group."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
