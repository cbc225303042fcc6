import Access
package import Kernel

/// Takes a managed policy from a group.
package enum DetachGroupPolicy: PolicyDetachment {
  package typealias Name = GroupName

  package static let name = "DetachGroupPolicy"
  package static let summary = "Takes a managed policy from a group."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
}
