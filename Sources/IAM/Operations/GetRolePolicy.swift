import Access
package import Kernel

/// Tells what an inline policy of a role says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
package enum GetRolePolicy: InlinePolicyGet {
  package typealias Name = RoleName

  package static let name = "GetRolePolicy"
  package static let summary = "Tells what an inline policy of a role says."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
  package static let response = InlinePolicyReply.fields("RoleName")
}
