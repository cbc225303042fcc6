import Kernel

/// ACLs, which buckets have had turned off since 2023.
package struct AccessControl: Sendable {
  let acl: String?
  let grantFullControl: String?
  let grantRead: String?
  let grantReadACP: String?
  let grantWriteACP: String?

  static let shape = Shape(
    AccessControl.init(acl:grantFullControl:grantRead:grantReadACP:grantWriteACP:),
    Member("ACL", \.acl, help: "ACLs are off: only bucket-owner-full-control is taken."),
    Member("GrantFullControl", \.grantFullControl, help: "ACLs are off: refused."),
    Member("GrantRead", \.grantRead, help: "ACLs are off: refused."),
    Member("GrantReadACP", \.grantReadACP, help: "ACLs are off: refused."),
    Member("GrantWriteACP", \.grantWriteACP, help: "ACLs are off: refused."))

  /// The canned ACL that says what holds anyway.
  static let ofOwner = "bucket-owner-full-control"

  /// Whether something is granted one by one.
  var hasGrants: Bool {
    [grantFullControl, grantRead, grantReadACP, grantWriteACP].contains { $0 != nil }
  }

  /// Fails for any ACL but the one that says what holds anyway.
  func check() throws(S3Failure) {
    guard acl == nil || acl == AccessControl.ofOwner, !hasGrants else { throw .aclsOff }
  }
}
