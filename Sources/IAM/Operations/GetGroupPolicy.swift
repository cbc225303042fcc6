import Access
package import Kernel

/// Tells what an inline policy of a group says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html
package enum GetGroupPolicy: InlinePolicyGet {
  package typealias Name = GroupName

  package static let name = "GetGroupPolicy"
  package static let summary = "Tells what an inline policy of a group says."
  package static let request = Request.shape(IdentityMembers.group(\.identity))
  package static let response = InlinePolicyReply.fields("GroupName")
}
