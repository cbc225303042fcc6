import Access
import Ciphers
package import KMS
package import Kernel

/// Which bucket key of which bucket.
package struct BucketKeyID: Sendable, MapKey {
  /// The bucket's name.
  package let bucket: BucketName
  /// The number among the bucket's keys, from 1.
  package let number: Int

  /// Orders by bucket, then by number.
  package static func < (left: BucketKeyID, right: BucketKeyID) -> Bool {
    (left.bucket, left.number) < (right.bucket, right.number)
  }
}

/// A key between a KMS key and the data keys of many objects, as it is stored: wrapped by KMS.
package struct BucketKey: Sendable {
  /// The key under KMS's.
  package let wrapped: CiphertextBlob
  /// The KMS key.
  package let key: ARN
  /// The writer's pairs of the encryption context.
  package let context: EncryptionContext
  /// For whom it was made: others may read with it, but write with keys of their own.
  let requester: Principal
}

/// A bucket key that S3 works with on behalf of a requester.
struct HeldBucketKeyID: Sendable, MapKey {
  let requester: String
  let key: BucketKeyID

  static func < (left: HeldBucketKeyID, right: HeldBucketKeyID) -> Bool {
    left.requester.hasSameBytes(as: right.requester)
      ? left.key < right.key : left.requester.precedesByBytes(right.requester)
  }

  static func == (left: HeldBucketKeyID, right: HeldBucketKeyID) -> Bool {
    left.key == right.key && left.requester.hasSameBytes(as: right.requester)
  }
}

extension S3State {
  /// How long S3 works with a bucket key before it asks KMS again; AWS does not publish it.
  package static let bucketKeyLifeSeconds = 300

  /// The bucket keys that S3 works with for a requester in a bucket, the latest last.
  func held(_ bucket: BucketName, for requester: Principal, at now: Timestamp) -> [BucketKeyID] {
    let text = requester.arn.description
    let start = HeldBucketKeyID(requester: text, key: BucketKeyID(bucket: bucket, number: 0))
    return heldBucketKeys.entries(from: start)
      .prefix { $0.key.requester == text && $0.key.key.bucket == bucket }
      .filter { $0.value > now }.map(\.key.key)
  }

  /// Notes that S3 works with a bucket key for a requester from now on.
  mutating func hold(_ key: BucketKeyID, for requester: Principal, from now: Timestamp) {
    heldBucketKeys[HeldBucketKeyID(requester: requester.arn.description, key: key)] =
      now.adding(seconds: S3State.bucketKeyLifeSeconds)
  }

  /// Lets go of the bucket keys whose time is over.
  package mutating func releaseBucketKeys(at now: Timestamp) {
    for (id, end) in heldBucketKeys where end <= now { heldBucketKeys[id] = nil }
  }

  /// Forgets the bucket keys of a bucket that is no more.
  mutating func forgetBucketKeys(of bucket: BucketName) {
    for id in bucketKeys.keys where id.bucket == bucket { bucketKeys[id] = nil }
    for id in heldBucketKeys.keys where id.key.bucket == bucket { heldBucketKeys[id] = nil }
  }
}

extension SymmetricKey {
  /// The data key of an object, of a bucket key: SP 800-108 with the object and a salt.
  func dataKey(for object: ARN, salt: [UInt8]) -> SymmetricKey {
    KDF.counterMode(
      key: self, label: Array("kmslab s3 bucket key".utf8),
      context: salt + Array("\(object)".utf8), byteCount: 32)
  }
}
