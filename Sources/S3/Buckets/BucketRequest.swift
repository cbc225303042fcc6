import Kernel

/// Names a bucket alone.
package struct BucketRequest: Sendable {
  let bucket: BucketName
  let owner: ExpectedOwner?

  /// The members.
  static let shape = Shape(
    BucketRequest.init(bucket:owner:), BucketName.member(\.bucket), ExpectedOwner.member(\.owner))

  /// The bucket; fails where there is none, and where it is another account's than expected.
  func found(in s3: S3State) throws(S3Failure) -> Bucket {
    let bucket = try s3.bucket(bucket)
    try owner.check(bucket)
    return bucket
  }
}
