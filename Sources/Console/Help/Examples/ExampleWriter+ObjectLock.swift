import Cloud
import Kernel
import S3
import Sessions
import Shell

extension ExampleWriter {
  /// What stands behind an option of Object Lock; `nil` for any other.
  func valueOfLock(_ member: MemberDescription) -> String? {
    switch member.name {
    case "ObjectLockConfiguration":
      #"""
      '{"ObjectLockEnabled": "Enabled", "Rule": {
        "DefaultRetention": {"Mode": "GOVERNANCE", "Days": 30}}}'
      """#
    case "Retention": ExampleWriter.retention(until: session.now.adding(days: 30))
    case "LegalHold": "Status=ON"
    default: nil
    }
  }

  /// Bucket and key of an operation on locks; `nil` for any other.
  mutating func placeOfLock() -> (bucket: String, key: String)? {
    switch operation.name {
    case "PutObjectLockConfiguration":
      if let live = liveBucket(where: { $0.versioning == .enabled }) { return (live, "") }
      return (newVersionedBucket(), "")
    case "GetObjectLockConfiguration":
      return (liveBucket { $0.objectLock != nil } ?? newLockBucket(), "")
    case "PutObjectRetention", "PutObjectLegalHold": return lockable()
    case "GetObjectRetention":
      if let live = liveObject(where: { $0.lock.retention != nil }) { return live }
      let place = lockable()
      prepare(
        "aws s3api put-object-retention --bucket \(place.bucket) --key \(place.key)"
          + " --retention \(ExampleWriter.retention(until: session.now.adding(days: 30)))")
      return place
    case "GetObjectLegalHold":
      if let live = liveObject(where: { $0.lock.legalHold != nil }) { return live }
      let place = lockable()
      prepare(
        "aws s3api put-object-legal-hold --bucket \(place.bucket) --key \(place.key)"
          + " --legal-hold Status=ON")
      return place
    default: return nil
    }
  }

  private static func retention(until date: Timestamp) -> String {
    "Mode=GOVERNANCE,RetainUntilDate=\(date.date)"
  }

  /// An object that can be locked, which one that is locked for longer cannot.
  private mutating func lockable() -> (bucket: String, key: String) {
    if let live = liveObject(where: { $0.lock.retention == nil }) { return live }
    let (name, file) = (newLockBucket(), file())
    prepare("aws s3 cp \(file) s3://\(name)/note.txt")
    return (name, "note.txt")
  }

  /// The first current object of a bucket with Object Lock, where live ones are wanted.
  private func liveObject(where fits: (StoredObject) -> Bool) -> (bucket: String, key: String)? {
    guard prefersLive else { return nil }
    for (name, bucket) in session.world.storage.s3.buckets
    where bucket.owner == account && bucket.objectLock != nil {
      if let found = bucket.objects.first(where: { fits($0.value) }) {
        return (name.text, quoted(found.key.text))
      }
    }
    return nil
  }

  private mutating func newVersionedBucket() -> String {
    let name = newBucket("lock-bucket")
    prepare("aws s3 mb s3://\(name)")
    prepare(
      "aws s3api put-bucket-versioning --bucket \(name)"
        + " --versioning-configuration Status=Enabled")
    return name
  }

  private mutating func newLockBucket() -> String {
    let name = newVersionedBucket()
    prepare(
      "aws s3api put-object-lock-configuration --bucket \(name)"
        + " --object-lock-configuration ObjectLockEnabled=Enabled")
    return name
  }
}
