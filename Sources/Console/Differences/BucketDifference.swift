import AWSCLI
import Access
import Cloud
import KMS
import Kernel
import S3
import Text

extension MomentDifference {
  /// Buckets, their default encryption, and their objects.
  mutating func addBuckets() {
    let blocks = paired(old.world.storage.s3.accountBlocks, new.world.storage.s3.accountBlocks)
    for pair in blocks {
      let (before, after) = (pair.old?.inWords ?? "nothing", pair.new?.inWords ?? "nothing")
      add("account", "\(pair.key)", [became("public access blocked", before, after)])
    }
    let pairs = paired(old.world.storage.s3.buckets, new.world.storage.s3.buckets)
    for pair in pairs {
      let name = pair.key.text
      switch (pair.old, pair.new) {
      case (nil, let bucket?):
        add("bucket", "+ \(name)\(regionNote(bucket.region)), \(inWords(bucket.encryption))")
      case (_?, nil): add("bucket", "- \(name)")
      case (let before?, let after?):
        add("bucket", name, changes(before.encryption, after.encryption))
        let kept = { (bucket: Bucket) in bucket.versioning?.rawValue.lowercased() ?? "never set" }
        add("bucket", name, [became("versioning", kept(before), kept(after))])
        addAccess(name, before, after)
        let rules = { (bucket: Bucket) in counted(bucket.lifecycle?.rules.count ?? 0, "rule") }
        add("bucket", name, [became("lifecycle", rules(before), rules(after))])
        add(
          "bucket", name,
          [became("Object Lock", before.objectLock.inWords, after.objectLock.inWords)])
        let made = after.bucketKeyCount - before.bucketKeyCount
        if made > 0 { add("bucket", "\(name): \(counted(made, "bucket key")) made") }
      case (nil, nil): break
      }
      addUploads(name, pair.old?.uploads ?? [:], pair.new?.uploads ?? [:])
      add(
        "version",
        paired(pair.old?.otherVersions ?? [:], pair.new?.otherVersions ?? [:]).lazy
          .filter { $0.old == nil || $0.new == nil || $0.old?.object !== $0.new?.object }
          .map { change("s3://\(name)/\($0.key.key)".onOneLine, $0.old, $0.new) })
      let objects = paired(pair.old?.objects ?? [:], pair.new?.objects ?? [:])
      add(
        "object",
        objects.lazy.filter { $0.old !== $0.new }
          .map { change("s3://\(name)/\($0.key)".onOneLine, $0.old, $0.new) })
    }
  }

  /// Open multipart uploads, and how many parts they have.
  private mutating func addUploads(
    _ bucket: String, _ old: OrderedMap<UploadPlace, MultipartUpload>,
    _ new: OrderedMap<UploadPlace, MultipartUpload>
  ) {
    for pair in paired(old, new) {
      let name = "open upload of s3://\(bucket)/\(pair.key.key)".onOneLine
      let count = { (upload: MultipartUpload) in counted(upload.parts.count, "part") }
      switch (pair.old, pair.new) {
      case (let before?, let after?):
        let written =
          before.storedByteCount != after.storedByteCount ? "a part was uploaded again" : nil
        add("upload", name, [became("", count(before), count(after)) ?? written])
      case (let before?, nil): add("upload", "- \(name), \(count(before))")
      case (nil, let after?): add("upload", "+ \(name), \(count(after))")
      case (nil, nil): break
      }
    }
  }

  /// The bucket's policy, and Block Public Access.
  private mutating func addAccess(_ name: String, _ old: Bucket, _ new: Bucket) {
    switch (old.policy, new.policy) {
    case (nil, let policy?): addPolicy("policy", name, "+", policy.document)
    case (let policy?, nil): addPolicy("policy", name, "-", policy.document)
    case (let before?, let after?):
      addPolicy("policy", name, before.text, after.text) { (before.document, after.document) }
    case (nil, nil): break
    }
    let blocked = { (bucket: Bucket) in bucket.publicAccessBlock?.inWords ?? "nothing" }
    add("bucket", name, [became("public access blocked", blocked(old), blocked(new))])
  }

  private func inWords(_ encryption: DefaultEncryption) -> String {
    let key = encryption.keyID.map { " under \($0)" } ?? ""
    return "default \(encryption.algorithm.rawValue)\(key)"
  }

  private func changes(_ old: DefaultEncryption, _ new: DefaultEncryption) -> [String?] {
    let isOn = { (encryption: DefaultEncryption) in encryption.bucketKeyEnabled == true }
    let names = { (encryption: DefaultEncryption) in
      encryption.blocked.isEmpty ? "none" : encryption.blocked.joined(separator: ", ")
    }
    var changes = [
      became("", inWords(old), inWords(new)),
      isOn(old) == isOn(new) ? nil : "bucket keys \(isOn(new) ? "on" : "off")",
      became("blocked", names(old), names(new)),
    ]
    if changes.allSatisfy({ $0 == nil }), old.isConfigured != new.isConfigured {
      changes.append(
        new.isConfigured ? "its default was set, as it was" : "its default is AWS's again")
    }
    return changes
  }

  /// A version that came to lie below another, or was deleted, or is current again.
  private func change(_ name: String, _ old: ObjectVersion?, _ new: ObjectVersion?) -> String {
    if let old, let new {
      return change("an older version of \(name)", old.object, new.object)
    }
    guard let version = old ?? new else { return name }
    let sign = old == nil ? "+" : "-"
    guard let object = version.object else { return "\(sign) delete marker of \(name)" }
    return "\(sign) older version of \(name), \(counted(object.size, "byte")), \(inWords(object))"
  }

  private func change(_ name: String, _ old: StoredObject?, _ new: StoredObject?) -> String {
    guard let new else { return "- \(name)" }
    guard let old else { return "+ \(name), \(counted(new.size, "byte")), \(inWords(new))" }
    let tags = { (object: StoredObject) in
      OrderedMap<String, String>(pairs: object.tags.map { ($0.key, $0.value) })
    }
    let parts =
      [
        became("", old.size, new.size) { counted($0, "byte") },
        became("", inWords(old), inWords(new)), became("lock", old.lock.inWords, new.lock.inWords),
      ].compactMap { $0 } + tagChanges(tags(old), tags(new))
    let rest =
      parts.isEmpty ? [old.headers == new.headers ? "written again" : "other headers"] : parts
    return "\(name): \(rest.joined(separator: "; "))"
  }

  /// How an object is encrypted.
  private func inWords(_ object: StoredObject) -> String {
    let envelope = object.envelope
    let key = envelope.key.flatMap { KeyAddress($0) }.map { " under \(name(of: $0))" } ?? ""
    return envelope.kind.text + key + (envelope.usesBucketKey ? ", bucket key" : "")
  }
}
