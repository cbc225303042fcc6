import Access
internal import Ciphers
package import Kernel

/// All buckets with their objects, of every account and Region: names of buckets are global.
package struct S3State: Sendable {
  /// The buckets by name.
  package private(set) var buckets: OrderedMap<BucketName, Bucket> = [:]
  /// Bucket keys as they are stored, wrapped by KMS; they go with their bucket.
  package internal(set) var bucketKeys: OrderedMap<BucketKeyID, BucketKey> = [:]
  /// Until when S3 works with a bucket key for a requester without asking KMS again.
  var heldBucketKeys: OrderedMap<HeldBucketKeyID, Timestamp> = [:]
  /// S3's own keys, one a Region; on AWS nobody outside S3 sees them.
  var ownedKeys: OrderedMap<Region, OwnedKey> = [:]
  /// What the ids of versions and uploads are made with; `nil` before the first of them.
  var idKey: SymmetricKey?
  /// What accounts forbid of all their buckets; none for an account that never said it.
  package internal(set) var accountBlocks: OrderedMap<AccountID, PublicAccessBlock> = [:]
  /// How many versions were ever made, in all buckets.
  private(set) var versionCount = 0
  /// How many uploads were ever begun, in all buckets.
  var uploadCount = 0
  /// Keys of buckets with rules of which something has changed in this call.
  var touched: [(bucket: BucketName, key: ObjectKey)] = []
  /// The bytes of all objects and parts as they are stored, encrypted.
  package internal(set) var storedByteCount = 0

  /// The bytes of all objects that were ever stored, for what a snapshot may hold on to.
  package internal(set) var writtenByteCount = 0

  /// What all objects together may take, so that no loop of copies exhausts the computer.
  package static let capacity = 4 << 30

  /// Makes a state without buckets.
  package init() {}

  /// The bucket of a name.
  func bucket(_ name: BucketName) throws(S3Failure) -> Bucket {
    guard let bucket = buckets[name] else {
      throw name.belongsToStranger ? .accessDenied("Access Denied") : .noSuchBucket(name)
    }
    return bucket
  }

  /// A bucket that was found before, to be changed in place.
  subscript(found name: BucketName) -> Bucket {
    get { buckets[found: name] }
    _modify { yield &buckets[found: name] }
  }

  /// Adds a new bucket.
  mutating func add(_ bucket: Bucket) {
    precondition(bucket.name.isAllowed, "a bucket of a name that was not checked")
    precondition(buckets[bucket.name] == nil, "a bucket in the place of another")
    buckets[bucket.name] = bucket
  }

  /// Takes a bucket away, and with it its bucket keys.
  mutating func remove(_ bucket: BucketName) {
    buckets[bucket] = nil
    forgetBucketKeys(of: bucket)
  }

  /// The number of the next version in a bucket.
  mutating func nextVersion(in bucket: BucketName) -> VersionNumber {
    versionCount += 1
    return VersionNumber(
      ordinal: versionCount, isNull: self[found: bucket].versioning != .enabled)
  }

  /// Puts a new version into a bucket, the newest of its key.
  mutating func add(_ version: ObjectVersion, as key: ObjectKey, in bucket: BucketName) {
    precondition(key.isAllowed, "an object of a key that was not checked")
    let replaced = self[found: bucket].add(version, of: key)
    let size = version.object?.storedByteCount ?? 0
    storedByteCount += size - (replaced?.object?.storedByteCount ?? 0)
    writtenByteCount += size
    noteChange(of: key, in: bucket)
  }

  /// Takes a version out of its bucket.
  mutating func remove(_ number: VersionNumber, of key: ObjectKey, from bucket: BucketName) {
    let removed = self[found: bucket].remove(number, of: key)
    storedByteCount -= removed?.object?.storedByteCount ?? 0
    noteChange(of: key, in: bucket)
  }

  /// Puts an object in the place of the same version, whose content is as long.
  mutating func replace(_ object: StoredObject, of key: ObjectKey, in bucket: BucketName) {
    self[found: bucket].replace(object, of: key)
    writtenByteCount += object.storedByteCount
    touch(key, in: bucket)
  }

  /// Notes that a version of a key came or went, for uploads that are conditional on it and for the
  /// bucket's rules.
  private mutating func noteChange(of key: ObjectKey, in bucket: BucketName) {
    self[found: bucket].overtakeUploads(of: key)
    touch(key, in: bucket)
  }
}
