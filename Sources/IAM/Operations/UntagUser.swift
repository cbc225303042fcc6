import Access
package import Kernel

/// Takes labels off a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html
package enum UntagUser: Untagging {
  package typealias Name = UserName

  package static let name = "UntagUser"
  package static let summary = "Takes labels off a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
}
