import Kernel

extension S3Failure {
  /// Code, status and text of what concerns Object Lock.
  var answerOnLock: (code: String, status: Int, message: String?) {
    switch self {
    case .missingObjectLock:
      ("InvalidRequest", 400, "Bucket is missing Object Lock Configuration")
    case .noObjectLock:
      (
        "ObjectLockConfigurationNotFoundError", 404,
        "Object Lock configuration does not exist for this bucket"
      )
    case .neverLocked:
      (
        "NoSuchObjectLockConfiguration", 404,
        "The specified object does not have a ObjectLock configuration"
      )
    case .lockWithoutVersions:
      (
        "InvalidBucketState", 409,
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"
      )
    case .lockNeedsVersions:
      (
        "InvalidBucketState", 409,
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be"
          + " changed."
      )
    default: ("AccessDenied", 403, "Access Denied because object protected by object lock.")
    }
  }
}
