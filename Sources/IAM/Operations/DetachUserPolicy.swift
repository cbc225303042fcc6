import Access
package import Kernel

/// Takes a managed policy from a user.
///
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html
package enum DetachUserPolicy: PolicyDetachment {
  package typealias Name = UserName

  package static let name = "DetachUserPolicy"
  package static let summary = "Takes a managed policy from a user."
  package static let request = Request.shape(IdentityMembers.user(\.identity, 64))
}
