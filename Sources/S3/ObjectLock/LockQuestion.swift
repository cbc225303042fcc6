package import Access
package import Kernel

/// What GetObjectRetention and GetObjectLegalHold are asked.
package struct LockQuestion: NamesVersion, BringsUnsimulated {
  package let bucket: BucketName
  package let key: ObjectKey
  package let versionID: ObjectVersionID?
  let owner: ExpectedOwner?
  package let unsimulated: UnsimulatedMembers

  static let shape = Shape(
    LockQuestion.init(bucket:key:versionID:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), ObjectVersionID.member(\.versionID),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))

  /// The lock of the object that is asked about.
  func lock(in s3: S3State) throws(S3Failure) -> VersionLock {
    let bucket = try s3.bucket(bucket)
    try owner.check(bucket)
    return try s3.lockable(key, versionID, in: bucket, method: "GET").lock
  }
}

/// What tells of the lock of one object, and needs no key.
package protocol LockAnswer: VersionOperation where Request == LockQuestion {}

extension LockAnswer {
  package static var request: Shape<LockQuestion> { LockQuestion.shape }
  package static var effect: Effect { .read }
  package static var permissions: [String] { ["s3:\(name)", "s3:ListBucket"] }
  package static var errors: [String] {
    [
      "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "InvalidArgument",
      "InvalidRequest", "NoSuchObjectLockConfiguration",
    ]
  }
}
