import Access
package import Kernel

/// Lists the labels of a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html
package enum ListUserTags: TagList {
  package typealias Name = UserName

  package static let name = "ListUserTags"
  package static let summary = "Lists the labels of a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
