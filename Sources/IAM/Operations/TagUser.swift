import Access
package import Kernel

/// Puts labels on a user, or changes their values.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html
package enum TagUser: Tagging {
  package typealias Name = UserName

  package static let name = "TagUser"
  package static let summary = "Puts labels on a user, or changes their values."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
