import Access
import Kernel

/// What the headers of a request say of a bucket's ACL: its canned name, or grants.
package struct BucketAccess: Sendable {
  let access: AccessControl
  let grantWrite: String?

  static let shape = Shape(
    BucketAccess.init(access:grantWrite:),
    Member(\.access, group: AccessControl.shape),
    Member("GrantWrite", \.grantWrite, help: "ACLs are off: refused."))

  /// What policies can ask of the headers.
  var conditionValues: ConditionValues {
    var values = access.conditionValues
    values.add(.s3GrantWrite, grantWrite)
    return values
  }

  /// The canned ACL of who names none.
  private static let ofNobodyElse = "private"
  /// The canned ACLs of buckets and objects.
  private static let names = [
    ofNobodyElse, "public-read", "public-read-write", "authenticated-read", "aws-exec-read",
    "bucket-owner-read", AccessControl.ofOwner, "log-delivery-write",
  ]

  /// Whether something is granted one by one.
  var hasGrants: Bool { access.hasGrants || grantWrite != nil }

  /// Whether nobody but the owner gets anything.
  var isOwners: Bool {
    !hasGrants
      && [nil, BucketAccess.ofNobodyElse, AccessControl.ofOwner].contains(access.acl)
  }

  /// Fails for headers that contradict each other.
  func checkAgreement() throws(S3Failure) {
    if access.acl != nil, hasGrants { throw .acl(.cannedAndGrants) }
  }

  /// Fails for a canned ACL that there is not.
  func checkName() throws(S3Failure) {
    if let canned = access.acl, !BucketAccess.names.contains(canned) {
      throw .acl(.unknown(canned))
    }
  }

  /// Fails for an ACL that would let others in: ACLs are off from a bucket's first moment.
  func checkForNewBucket() throws(S3Failure) {
    try checkAgreement()
    try checkName()
    guard isOwners else { throw .acl(.ofNewBucket) }
  }
}
