import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions
import Text

extension Session {
  /// Looks at a bucket: its default encryption, and what is under which key.
  func inspection(of bucket: Bucket) -> LabAnswer {
    let counts = world.objectCounts(in: bucket)
    let encryption = bucket.encryption
    let bytes = counts.reduce(0) { $0 + $1.count.bytes }
    let objects = counts.reduce(0) { $0 + $1.count.objects }
    var rows: [(label: String, text: String)] = [
      ("bucket", "s3://\(bucket.name.text) in \(bucket.region), of account \(bucket.owner)"),
      ("made", bucket.creationDate.readable),
      (
        "default",
        "\(encryption.algorithm.name) (\(encryption.algorithm.rawValue))"
          + (encryption.isConfigured ? "" : ", as every new bucket")
      ),
    ]
    if encryption.algorithm.usesKMS {
      rows.append(("", keyInWords(of: bucket)))
      let isOn = encryption.algorithm == .kms && encryption.bucketKeyEnabled == true
      rows.append(
        ("", "bucket keys \(isOn ? "on: one request to KMS serves many objects" : "off")"))
    }
    rows.append(
      (
        "SSE-C",
        encryption.blocksCustomerKeys
          ? "blocked: no writer may bring a key that S3 does not keep"
          : "not blocked: a writer may bring a key that S3 does not keep"
      ))
    rows += settingRows(bucket)
    rows.append(("objects", "\(counted(objects, "object")), \(counted(bytes, "byte"))"))
    for (holder, count) in counts {
      let objects = counted(count.objects, "object")
      rows.append(("", "\(objects), \(counted(count.bytes, "byte")): \(inWords(holder))"))
    }
    rows += bucket.lockRows(at: now) + uploadRows(bucket) + lifecycleRows(bucket)
    rows.append(("so far", "\(counted(bucket.bucketKeyCount, "bucket key")) made"))
    return LabAnswer(lines: labelled(rows), document: document(of: bucket, counts, objects, bytes))
  }

  /// Whose key objects lie under.
  private func inWords(_ holder: KeyHolder) -> String {
    switch holder {
    case .s3: "SSE-S3, S3's own key"
    case .customer: "SSE-C, keys of their writers"
    case .kms(let key): briefly(key)
    }
  }

  /// What every new bucket has not: versions, a policy, and Block Public Access of another kind.
  private func settingRows(_ bucket: Bucket) -> [(label: String, text: String)] {
    var rows: [(label: String, text: String)] = []
    if let versioning = bucket.versioning {
      rows.append(("versions", inWords(versioning, bucket)))
    }
    if let policy = bucket.policy {
      rows.append(
        (
          "policy",
          counted(policy.document.statements.count, "statement")
            + (policy.isPublic ? ", public" : ", not public")
        ))
    }
    if bucket.publicAccessBlock != .standard {
      rows.append(
        ("public", bucket.publicAccessBlock.map { "blocked: \($0.inWords)" } ?? "not blocked"))
    }
    if let block = world.storage.s3.accountBlocks[bucket.owner] {
      rows.append(("", "blocked by its account: \(block.inWords)"))
    }
    return rows
  }

  /// Whether a bucket keeps versions, and how many there are beside the current objects.
  private func inWords(_ versioning: Versioning, _ bucket: Bucket) -> String {
    let markers = bucket.otherVersions.values.count { $0.object == nil }
    let versions = bucket.otherVersions.count - markers
    let current = counted(bucket.objects.count, "current object")
    return "\(versioning.rawValue.lowercased()); beside \(current):"
      + " \(counted(versions, "older version")), \(counted(markers, "delete marker"))"
  }

  /// The rules by which S3 deletes what is in the bucket.
  private func lifecycleRows(_ bucket: Bucket) -> [(label: String, text: String)] {
    guard let lifecycle = bucket.lifecycle else { return [] }
    let next = lifecycle.slot.map { "next at work \($0.time.readable)" } ?? "nothing is due"
    return [("lifecycle", "\(counted(lifecycle.rules.count, "rule")), \(next)")]
  }

  /// The uploads that nobody has completed or aborted.
  private func uploadRows(_ bucket: Bucket) -> [(label: String, text: String)] {
    guard let oldest = bucket.uploads.values.map(\.initiated).min() else { return [] }
    let uploads = bucket.uploads.values
    let parts = uploads.reduce(0) { $0 + $1.parts.count }
    let bytes = uploads.reduce(0) { $0 + $1.storedByteCount }
    return [
      (
        "uploads",
        "\(uploads.count) open, the oldest since \(oldest.readable): \(counted(parts, "part")),"
          + " \(counted(bytes, "byte")) stored"
      ),
      ("", "they stay, and are paid for, until somebody completes or aborts them"),
    ]
  }

  /// A key by its first alias, or else by its id, and its state.
  private func briefly(_ key: KeyAddress) -> String {
    let alias = world.storage.kms.aliases(of: key).first?.address.name
    let state = world.storage.kms.keys[key]?.state.inWords ?? "deleted"
    return "\(alias ?? "key \(key.id)"), \(state)"
  }

  /// The key of a bucket's default encryption: as it was given, and where that leads today.
  private func keyInWords(of bucket: Bucket) -> String {
    let given = bucket.encryption.keyID
    guard let key = world.defaultKey(of: bucket) else {
      return given.map { "key \($0): leads to no key today, so that writing fails" }
        ?? "key \(ManagedKey.aliasOfS3), which its first use makes"
    }
    return "key \(given ?? "not given: \(ManagedKey.aliasOfS3)"); today \(described(key.arn))"
  }

  private func document(of count: ObjectCount, under holder: KeyHolder) -> Document {
    var members: DocumentObject = [
      "Objects": .integer(count.objects), "Bytes": .integer(count.bytes),
    ]
    if holder == .customer { members["ServerSideEncryption"] = "SSE-C" }
    members["KMSKeyId"] = holder.key.map { .string($0.arn.description) }
    members["KeyState"] = holder.key.map {
      .string(world.storage.kms.keys[$0]?.state.name ?? "Gone")
    }
    return .object(members)
  }

  private func document(
    of bucket: Bucket, _ counts: [(holder: KeyHolder, count: ObjectCount)], _ objects: Int,
    _ bytes: Int
  ) -> Document {
    let encryption = bucket.encryption
    var standard: DocumentObject = ["SSEAlgorithm": .string(encryption.algorithm.rawValue)]
    standard["KMSMasterKeyID"] = encryption.keyID.map { .string($0) }
    if let key = world.defaultKey(of: bucket) {
      standard["ResolvesTo"] = .string(key.arn.description)
      standard["KeyState"] = .string(key.state.name)
    }
    standard["BucketKeyEnabled"] = .bool(encryption.bucketKeyEnabled ?? false)
    standard["BlockedEncryptionTypes"] = .list(encryption.blocked.map { .string($0) })
    let keys = counts.map { document(of: $0.count, under: $0.holder) }
    var members: DocumentObject = [
      "Name": .string(bucket.name.text), "Region": .string(bucket.region.description),
      "Owner": .string(bucket.owner.description),
      "CreationDate": .timestamp(bucket.creationDate), "DefaultEncryption": .object(standard),
      "Objects": .integer(objects), "Bytes": .integer(bytes),
      "ObjectsByKey": .list(keys), "BucketKeys": .integer(bucket.bucketKeyCount),
    ]
    members["LifecycleRules"] = bucket.lifecycle.map { .integer($0.rules.count) }
    members["NextLifecycleDate"] = bucket.lifecycle?.slot.map { .timestamp($0.time) }
    members["ObjectLock"] = bucket.lockDocument(at: now)
    if !bucket.uploads.isEmpty { members["OpenUploads"] = .integer(bucket.uploads.count) }
    members["Policy"] = bucket.policy.flatMap { try? JSONReader.read($0.text) }
    members["PolicyIsPublic"] = bucket.policy.map { .bool($0.isPublic) }
    if let versioning = bucket.versioning {
      members["Versioning"] = .string(versioning.rawValue)
      members["OtherVersions"] = .integer(bucket.otherVersions.count)
    }
    return .object(members)
  }
}

extension PublicAccessBlock {
  /// The settings that are on, by AWS's names.
  var inWords: String {
    let names = [
      blocksPublicACLs ? "BlockPublicAcls" : nil, ignoresPublicACLs ? "IgnorePublicAcls" : nil,
      blocksPublicPolicy ? "BlockPublicPolicy" : nil,
      restrictsPublicBuckets ? "RestrictPublicBuckets" : nil,
    ].compactMap { $0 }
    return names.isEmpty ? "nothing" : names.joined(separator: ", ")
  }
}
