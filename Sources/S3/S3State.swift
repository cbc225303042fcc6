import IAM
package import Kernel

/// All buckets with their objects, of every account and Region: names of buckets are global.
package struct S3State: Sendable {
  /// The buckets by name.
  package internal(set) var buckets: OrderedMap<String, Bucket> = [:]
  /// Bucket keys as they are stored, wrapped by KMS; they go with their bucket.
  package internal(set) var bucketKeys: OrderedMap<BucketKeyID, BucketKey> = [:]
  /// Until when S3 works with a bucket key for a requester without asking KMS again.
  var heldBucketKeys: OrderedMap<HeldBucketKeyID, Timestamp> = [:]
  /// S3's own keys, one a Region; on AWS nobody outside S3 sees them.
  var ownedKeys: OrderedMap<Region, OwnedKey> = [:]
  /// The bytes of all objects as they are stored, encrypted.
  package internal(set) var storedByteCount = 0

  /// The bytes of all objects that were ever stored, for what a snapshot may hold on to.
  package private(set) var writtenByteCount = 0

  /// What all objects together may take, so that no loop of copies exhausts the computer.
  package static let capacity = 4 << 30

  /// Makes a state without buckets.
  package init() {}

  /// The bucket of a name.
  func bucket(_ name: BucketName) throws(S3Failure) -> Bucket {
    guard let bucket = buckets[name.text] else {
      throw name.belongsToStranger ? .accessDenied("Access Denied") : .noSuchBucket(name)
    }
    return bucket
  }

  /// An object of a bucket.
  func object(_ key: ObjectKey, in bucket: BucketName) throws(S3Failure) -> StoredObject {
    guard let object = try self.bucket(bucket).objects[key.text] else { throw .noSuchKey(key) }
    return object
  }

  /// Puts an object into a bucket, in the place of one of the same key.
  mutating func store(_ object: StoredObject, as key: ObjectKey, in bucket: BucketName) {
    let old = buckets[bucket.text]?.objects.removeValue(forKey: key.text)
    storedByteCount += object.storedByteCount - (old?.storedByteCount ?? 0)
    writtenByteCount += object.storedByteCount
    buckets[bucket.text]?.objects[key.text] = object
  }

  /// Takes an object out of its bucket.
  mutating func remove(_ key: ObjectKey, from bucket: BucketName) {
    let old = buckets[bucket.text]?.objects.removeValue(forKey: key.text)
    storedByteCount -= old?.storedByteCount ?? 0
  }
}
