import Access
package import Kernel

/// Gives a user a managed policy.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html
package enum AttachUserPolicy: PolicyAttachment {
  package typealias Name = UserName

  package static let name = "AttachUserPolicy"
  package static let summary = "Gives a user a managed policy."
  package static let request = Request.shape(IdentityMembers.user(\.identity, 64))
}
