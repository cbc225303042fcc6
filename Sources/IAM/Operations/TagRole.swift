import Access
package import Kernel

/// Puts labels on a role, or changes their values.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
package enum TagRole: Tagging {
  package typealias Name = RoleName

  package static let name = "TagRole"
  package static let summary = "Puts labels on a role, or changes their values."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
