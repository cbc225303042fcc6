import Access
package import Kernel

/// Takes labels off a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html
package enum UntagRole: Untagging {
  package typealias Name = RoleName

  package static let name = "UntagRole"
  package static let summary = "Takes labels off a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
