import Access
package import Kernel

/// Takes a managed policy from a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html
package enum DetachRolePolicy: PolicyDetachment {
  package typealias Name = RoleName

  package static let name = "DetachRolePolicy"
  package static let summary = "Takes a managed policy from a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
