package import Kernel

/// A bucket with its objects.
package struct Bucket: Sendable {
  /// Its name, which no other bucket in the world has.
  package let name: BucketName
  /// Whose it is.
  package let owner: AccountID
  /// Where it is.
  package let region: Region
  /// When it was made.
  package let creationDate: Timestamp
  /// How objects are encrypted whose writer does not say it.
  package internal(set) var encryption = DefaultEncryption.standard
  /// Its tags.
  package internal(set) var tags: [ObjectTag] = []
  /// Whether it keeps versions; `nil` where that was never set.
  package internal(set) var versioning: Versioning?
  /// Whether it was ever said that no device's code is wanted.
  var tellsMFADelete = false
  /// Who else may do what with it; `nil` for no policy.
  package internal(set) var policy: BucketPolicy?
  /// What its owner forbids in any case; `nil` where that was taken away.
  package internal(set) var publicAccessBlock: PublicAccessBlock? = .standard
  /// What it locks new versions with; `nil` where Object Lock was never turned on.
  package internal(set) var objectLock: ObjectLock?
  /// The current objects by key.
  package internal(set) var objects: OrderedMap<ObjectKey, StoredObject> = [:]
  /// All other versions, and every delete marker.
  package internal(set) var otherVersions: OrderedMap<VersionPlace, ObjectVersion> = [:]
  /// Which of them are the version `null` of their key, by ordinal.
  var otherNulls: OrderedMap<ObjectKey, Int> = [:]
  /// The rules that delete what is in it; `nil` where none were set.
  package internal(set) var lifecycle: Lifecycle?
  /// The uploads that are open.
  package internal(set) var uploads: OrderedMap<UploadPlace, MultipartUpload> = [:]
  /// How many bucket keys it has had.
  package internal(set) var bucketKeyCount = 0
}

extension AccountID {
  /// The account's canonical user id: 64 hexadecimal digits.
  var canonicalID: String {
    var digest = WorldDigest()
    digest.feed("canonical user id")
    digest.feed(description)
    return digest.value
  }
}
