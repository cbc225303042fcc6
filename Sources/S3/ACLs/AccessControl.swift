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

  /// Fails for any ACL but the one that says what holds anyway.
  func check() throws(S3Failure) {
    let grants = [grantFullControl, grantRead, grantReadACP, grantWriteACP]
    guard acl == nil || acl == "bucket-owner-full-control", grants.allSatisfy({ $0 == nil }) else {
      throw .aclsOff
    }
  }
}
