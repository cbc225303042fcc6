/// One grant of `--grants`: `read=uri=http://acs.amazonaws.com/groups/global/AllUsers`.
struct S3Grant: Sendable {
  /// The member of the request that takes it.
  let member: String
  /// Who gets it.
  let grantee: String

  /// Reads a grant; fails in AWS CLI's words.
  init(_ text: String) throws(S3CallFailure) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw S3CallFailure("grants should be of the form permission=principal")
    }
    switch parts[0] {
    case "read": member = "GrantRead"
    case "full": member = "GrantFullControl"
    case "readacl": member = "GrantReadACP"
    case "writeacl": member = "GrantWriteACP"
    default: throw S3CallFailure("permission must be one of: read|readacl|writeacl|full")
    }
    grantee = String(parts[1])
  }
}
