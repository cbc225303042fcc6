import IAM
import Kernel

/// What a request says of an ACL: by its canned name, by grants in headers, or as a document.
package struct ACLRequest: Sendable {
  let access: AccessControl
  let grantWrite: String?
  let policy: AccessControlPolicy?

  static let shape = Shape(
    ACLRequest.init(access:grantWrite:policy:),
    Member(\.access, group: AccessControl.shape),
    Member("GrantWrite", \.grantWrite, help: "ACLs are off: refused."),
    Member(
      "AccessControlPolicy", \.policy,
      help: "ACLs are off: only the owner's FULL_CONTROL is taken, as get-bucket-acl tells it."))

  /// What policies can ask of the headers.
  var conditionValues: ConditionValues {
    var values = access.conditionValues
    values.add(.s3GrantWrite, grantWrite)
    return values
  }

  /// The canned ACLs of buckets and objects.
  private static let names = [
    "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read",
    "bucket-owner-read", AccessControl.ofOwner, "log-delivery-write",
  ]

  /// Fails for any ACL but the one that says what holds anyway: that all is the bucket owner's.
  func check(for bucket: Bucket) throws(S3Failure) {
    let (canned, hasGrants) = (access.acl, access.hasGrants || grantWrite != nil)
    guard canned != nil || policy != nil || hasGrants else { throw .acl(.nothing) }
    if canned != nil, hasGrants { throw .acl(.cannedAndGrants) }
    if policy != nil, canned != nil || hasGrants { throw .acl(.headersAndDocument) }
    if let canned, !ACLRequest.names.contains(canned) { throw .acl(.unknown(canned)) }
    if let policy {
      try policy.check()
      guard policy.isOwners(bucket.owner) else { throw .aclsOff }
    } else {
      guard canned == AccessControl.ofOwner else { throw .aclsOff }
    }
  }
}

/// What is wrong with a request about an ACL before it is looked at whether ACLs are on.
package enum ACLFault: Sendable, Equatable {
  /// It says nothing.
  case nothing
  /// A canned ACL and grants in headers.
  case cannedAndGrants
  /// An ACL in headers and a document.
  case headersAndDocument
  /// No canned ACL has that name.
  case unknown(String)
  /// A document without owner, without grants, or with a permission that there is not.
  case malformed

  /// Code, HTTP status and text.
  var answer: (code: String, status: Int, message: String?) {
    switch self {
    case .nothing:
      ("MissingSecurityHeader", 400, "Your request was missing a required header")
    case .cannedAndGrants:
      (
        "InvalidRequest", 400, "Specifying both Canned ACLs and Header Grants is not allowed"
      )
    case .headersAndDocument:
      ("UnexpectedContent", 400, "This request does not support content")
    case .unknown: ("InvalidArgument", 400, nil)
    case .malformed:
      (
        "MalformedACLError", 400,
        "The XML you provided was not well-formed or did not validate against our published schema"
      )
    }
  }

  /// What S3 tells beside the text.
  var details: [(name: String, value: String?)] {
    switch self {
    case .nothing: [("MissingHeaderName", "x-amz-acl")]
    case .unknown(let name): [("ArgumentName", "x-amz-acl"), ("ArgumentValue", name)]
    default: []
    }
  }
}
