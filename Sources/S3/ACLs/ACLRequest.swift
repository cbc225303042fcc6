import Access
import Kernel

/// What a request says of an ACL: in headers, or as a document.
package struct ACLRequest: Sendable {
  let headers: BucketAccess
  let policy: AccessControlPolicy?

  static let shape = Shape(
    ACLRequest.init(headers:policy:),
    Member(\.headers, group: BucketAccess.shape),
    Member(
      "AccessControlPolicy", \.policy,
      help: "ACLs are off: only the owner's FULL_CONTROL is taken, as get-bucket-acl tells it."))

  /// What policies can ask of the headers.
  var conditionValues: ConditionValues { headers.conditionValues }

  /// Fails for any ACL but the one that says what holds anyway: that all is the bucket owner's.
  func check(for bucket: Bucket) throws(S3Failure) {
    let hasHeaders = headers.access.acl != nil || headers.hasGrants
    guard hasHeaders || policy != nil else { throw .acl(.nothing) }
    try headers.checkAgreement()
    if policy != nil, hasHeaders { throw .acl(.headersAndDocument) }
    try headers.checkName()
    if let policy {
      try policy.check()
      guard policy.isOwners(bucket.owner) else { throw .aclsOff }
    } else {
      guard headers.access.acl == AccessControl.ofOwner else { throw .aclsOff }
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
  /// Others would be let into a new bucket.
  case ofNewBucket
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
    case .ofNewBucket:
      (
        "InvalidBucketAclWithObjectOwnership", 400,
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
      )
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
