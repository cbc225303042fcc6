import Access
package import Kernel

/// Tells what an inline policy of a user says.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html
package enum GetUserPolicy: InlinePolicyGet {
  package typealias Name = UserName

  package static let name = "GetUserPolicy"
  package static let summary = "Tells what an inline policy of a user says."
  package static let request = Request.shape(IdentityMembers.user(\.identity))
  package static let response = InlinePolicyReply.fields("UserName")
}
