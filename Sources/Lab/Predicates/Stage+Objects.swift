import Access
import Cloud
import Kernel
import S3
import Sessions
import Text

/// Objects as predicates see them.
extension Stage {
  /// The bucket of a name; `nil` where there is none.
  func bucket(of name: Predicate.ObjectName) -> Bucket? { s3.buckets[BucketName(name.bucket)] }

  /// The object of a name: the current one, or one of its versions.
  func object(_ name: Predicate.ObjectName) -> StoredObject? {
    guard let number = name.version else { return bucket(of: name)?.current(ObjectKey(name.key)) }
    let objects = versions(of: name).compactMap(\.object)
    return number <= objects.count ? objects[objects.count - number] : nil
  }

  /// All versions and delete markers of a key, from new to old.
  func versions(of name: Predicate.ObjectName) -> [ObjectVersion] {
    let key = ObjectKey(name.key)
    var versions: [ObjectVersion] = []
    bucket(of: name)?.walkVersions(from: .newest(of: key)) { listed in
      guard listed.key == key else { return false }
      versions.append(listed.version)
      return true
    }
    return versions
  }

  /// Whether there is an object of a name.
  func existence(of name: Predicate.ObjectName) -> Finding {
    let object = object(name)
    return Finding(
      object != nil, found: object.map { "\($0.size) bytes" } ?? absence(of: name),
      wanted: (name.version.map { "version \($0) of" } ?? "an object")
        + " \(name.key) in \(name.bucket)",
      shows: "aws s3 ls s3://\(name.bucket) --recursive")
  }

  /// Why there is no object of a name, in words.
  private func absence(of name: Predicate.ObjectName) -> String {
    guard let bucket = bucket(of: name) else { return "no bucket \(name.bucket)" }
    if let number = name.version {
      let count = versions(of: name).count { $0.object != nil }
      return "\(counted(count, "version")), no version \(number)"
    }
    return bucket.latest(ObjectKey(name.key)) == nil
      ? "no such object" : "a delete marker is the newest"
  }

  /// How an object is encrypted, in words.
  func encryption(of object: StoredObject) -> String {
    object.envelope.kind.text
      + (object.envelope.key == nil ? "" : " under \(name(of: object.envelope.key))")
  }

  /// What keeps an object, in words.
  func lock(of object: StoredObject) -> String {
    var words: [String] = []
    if let retention = object.lock.retention(at: session.now) {
      words.append("locked as \(retention.mode.rawValue) until \(retention.until.date)")
    }
    if object.lock.legalHold == .on { words.append("a legal hold") }
    return words.isEmpty ? "not locked" : words.joined(separator: ", ")
  }

  /// Whether somebody can read an object: as a call would decide, without making one; one under a
  /// key of its writer's with that key.
  func opens(_ name: Predicate.ObjectName, _ who: Principal) -> Bool {
    let world = session.world
    guard let object = object(name), let bucket = bucket(of: name) else { return false }
    let version = name.version == nil ? nil : s3.shownID(of: object.version, in: bucket)
    if object.envelope.kind == .customer {
      let place =
        version.map { world.object(name.key, $0, in: bucket) }
        ?? world.object(name.key, in: name.bucket)
      return place.map { world.refusal(ofReading: $0, by: who) == nil } ?? false
    }
    // The checksum is encrypted as the content is, and quicker to open.
    var request: DocumentObject = [
      "Bucket": .string(name.bucket), "Key": .string(name.key), "ChecksumMode": "ENABLED",
    ]
    if let version { request["VersionId"] = .string(version.text) }
    guard let read = try? HeadObject.request.decode(.object(request)) else { return false }
    return session.world.environment.rehearse(
      HeadObject.self, read, on: session.world.storage, as: call(who)) != nil
  }
}
