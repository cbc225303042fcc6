import Access
package import Kernel

/// Lists the labels of a role.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html
package enum ListRoleTags: TagList {
  package typealias Name = RoleName

  package static let name = "ListRoleTags"
  package static let summary = "Lists the labels of a role."
  package static let request = Request.shape(IdentityMembers.role(\.identity))
}
