import Access
package import Kernel

/// Gives a role a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
package enum AttachRolePolicy: PolicyAttachment {
  package typealias Name = RoleName

  package static let name = "AttachRolePolicy"
  package static let summary = "Gives a role a managed policy."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
