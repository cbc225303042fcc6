import Kernel

/// What GetObjectRetention and GetObjectLegalHold are asked.
package struct LockQuestion: Sendable {
  let bucket: BucketName
  let key: ObjectKey
  let versionID: ObjectVersionID?
  let owner: ExpectedOwner?
  let unsimulated: UnsimulatedMembers

  static let shape = Shape(
    LockQuestion.init(bucket:key:versionID:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))

  static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
    "InvalidRequest", "NoSuchObjectLockConfiguration",
  ]

  /// The lock of the object that is asked about.
  func lock(in s3: S3State) throws(S3Failure) -> VersionLock {
    let bucket = try s3.bucket(bucket)
    try owner.check(bucket)
    return try s3.lockable(key, versionID, in: bucket, method: "GET").lock
  }
}
