package import Access
package import KMS
package import Kernel
package import S3

/// Whether what a key protects can be read, as far as the key decides it.
package enum Readability: Sendable, Equatable {
  /// S3's own key wraps it: no KMS key can be lost.
  case always
  /// Its writer has the key, and nobody else: as long as that key is kept.
  case withCustomerKey
  /// The key is enabled, and nothing is scheduled.
  case whileKeyLives
  /// The key is disabled: not now, and again as soon as it is enabled.
  case onceEnabled
  /// Imported material is missing: not now, and again as soon as it is imported.
  case onceImported
  /// A primary that waits for its replicas to go, and then for its own deletion.
  case unlessReplicasGo
  /// The key waits for its deletion: not now, and never again after that moment, unless a related
  /// key of another Region keeps the material.
  case unlessDeleted(at: Timestamp, heir: Region?)
  /// The key is gone in its Region, and another keeps the same material: not now, and again as soon
  /// as it is replicated from there.
  case onceReplicated(from: Region, since: Timestamp?)
  /// The key is gone, and so is the content; since when, where the trail tells it.
  case lost(since: Timestamp?)
  /// The custom key store of the key is not connected: not now, and again as soon as it is.
  case onceConnected(CustomKeyStoreID)
  /// What keeps the material of the key does nothing with it now, for this reason.
  case onceKeeperWorks(KeeperObstacle)
  /// The key of this id outside of AWS is gone, and so is the content, though KMS has its own key.
  case forgotten(externalKey: String)

  /// Whether nobody can open it ever again.
  package var isLost: Bool {
    switch self {
    case .lost, .forgotten: true
    default: false
    }
  }

  /// Whether the key opens it now.
  package var isReadable: Bool { [.always, .withCustomerKey, .whileKeyLives].contains(self) }
}

extension CallFailure {
  /// Whether a call was allowed, and lacked the key of the object's writer alone.
  fileprivate var isMissingCustomerKey: Bool {
    if case .service(S3Failure.customerKey(.missing, _)) = cause { true } else { false }
  }
}

/// An object and where it is.
package struct LocatedObject: Sendable {
  /// The bucket.
  package let bucket: Bucket
  /// The object's name.
  package let key: String
  /// The object.
  package let object: StoredObject
  /// The id of its version; `nil` in a bucket that never kept any.
  package let versionID: ObjectVersionID?
  /// Whether it is what a reader gets who names no version.
  package let isCurrent: Bool

  /// `s3://bucket/key`, with the version of an object that is not the current one.
  package var uri: String {
    "s3://\(bucket.name.text)/\(key)"
      + (isCurrent ? "" : "?versionId=\((versionID ?? .null).text)")
  }
}

/// How much a key protects.
package struct ObjectCount: Sendable, Equatable {
  /// The number of objects.
  package internal(set) var objects = 0
  /// Their contents in bytes.
  package internal(set) var bytes = 0
  /// The number of buckets that they are in.
  package internal(set) var buckets = 0

  /// Counts nothing yet, in so many buckets.
  package init(buckets: Int = 0) { self.buckets = buckets }

  fileprivate mutating func add(_ object: StoredObject) {
    objects += 1
    bytes += object.size
  }
}

/// What the deletion of a key takes away.
package struct Loss: Sendable {
  /// The objects that nobody could read any more, by bucket and name.
  package let objects: [LocatedObject]
  /// The buckets whose default encryption names the key.
  package let defaults: [Bucket]
  /// The multipart uploads that nobody could go on with any more, by bucket.
  package let uploads: [(bucket: Bucket, upload: MultipartUpload)]
  /// The Region of a related key that keeps the same material: all can be read again once the key
  /// is replicated from there, and ciphertexts open there all the time.
  package let heir: Region?

  /// The contents of the objects in bytes.
  package var byteCount: Int { objects.reduce(0) { $0 + $1.object.size } }
}

extension World {
  /// The key of a key id, alias or ARN; names without a place are those of an account and Region.
  package func key(named text: String, account: AccountID, region: Region) -> Key? {
    let kms = storage.kms
    let alias: AliasAddress
    if let arn = ARN(text), arn.service == "kms" {
      if let address = KeyAddress(arn) { return kms.keys[address] }
      guard let account = arn.account, let region = arn.region else { return nil }
      alias = AliasAddress(account: account, region: region, name: arn.resource)
    } else {
      alias = AliasAddress(account: account, region: region, name: text)
    }
    if let target = kms.aliases[alias]?.targetAddress { return kms.keys[target] }
    guard let id = KeyID(text) else { return nil }
    return kms.keys[KeyAddress(account: account, region: region, id: id)]
  }

  /// The keys that have the material of a ciphertext: one, or those of several Regions.
  package func keys(of header: CiphertextHeader) -> [Key] {
    storage.kms.keys.filter {
      $0.key.account == header.account && $0.key.id == header.keyID
    }.map(\.value)
  }

  /// The key that a bucket's default encryption leads to today; `nil` for SSE-S3, for a name that
  /// leads nowhere, and for an AWS managed key before its first use.
  package func defaultKey(of bucket: Bucket, for writer: AccountID? = nil) -> Key? {
    guard bucket.encryption.algorithm.usesKMS else { return nil }
    return key(
      named: bucket.encryption.keyID ?? ManagedKey.aliasOfS3, account: writer ?? bucket.owner,
      region: bucket.region)
  }

  /// The current object of a name; `nil` where bucket or object are missing.
  package func object(_ key: String, in bucket: String) -> LocatedObject? {
    let key = ObjectKey(key)
    guard let bucket = storage.s3.buckets[BucketName(bucket)], let object = bucket.current(key)
    else { return nil }
    return located(object, key, in: bucket, isCurrent: true)
  }

  /// A version of an object; `nil` for a delete marker and where it is missing.
  package func object(_ key: String, _ id: ObjectVersionID, in bucket: Bucket) -> LocatedObject? {
    let key = ObjectKey(key)
    let version = try? storage.s3.version(id, of: key, in: bucket)
    return version?.object.map { object in
      located(object, key, in: bucket, isCurrent: bucket.current(key) === object)
    }
  }

  /// All objects of a bucket, versions that are not current among them, by name and from new to
  /// old.
  package func objects(in bucket: Bucket) -> [LocatedObject] {
    var objects: [LocatedObject] = []
    bucket.walkObjects { key, object, isCurrent in
      objects.append(located(object, key, in: bucket, isCurrent: isCurrent))
    }
    return objects
  }

  private func located(
    _ object: StoredObject, _ key: ObjectKey, in bucket: Bucket, isCurrent: Bool
  ) -> LocatedObject {
    LocatedObject(
      bucket: bucket, key: key.text, object: object,
      versionID: storage.s3.shownID(of: object.version, in: bucket), isCurrent: isCurrent)
  }

  /// What would be lost with a key, or is lost with a key that is gone.
  package func loss(with key: ARN) -> Loss {
    var objects: [LocatedObject] = []
    var uploads: [(bucket: Bucket, upload: MultipartUpload)] = []
    for (_, bucket) in storage.s3.buckets {
      bucket.walkObjects { name, object, isCurrent in
        guard object.envelope.key == key else { return }
        objects.append(located(object, name, in: bucket, isCurrent: isCurrent))
      }
      uploads += bucket.uploads.values.filter { $0.envelope.key == key }.map { (bucket, $0) }
    }
    let defaults = storage.s3.buckets.values.filter { defaultKey(of: $0)?.arn == key }
    let heir = KeyAddress(key).flatMap { storage.kms.heir(of: $0) }
    return Loss(objects: objects, defaults: defaults, uploads: uploads, heir: heir)
  }

  /// How much each KMS key protects, gone ones included.
  package var objectCounts: OrderedMap<KeyAddress, ObjectCount> {
    var counts: OrderedMap<KeyAddress, ObjectCount> = [:]
    for (_, bucket) in storage.s3.buckets {
      for (holder, count) in objectCounts(in: bucket) {
        guard let key = holder.key else { continue }
        var sum = counts[key] ?? ObjectCount()
        sum.objects += count.objects
        sum.bytes += count.bytes
        sum.buckets += 1
        counts[key] = sum
      }
    }
    return counts
  }

  /// How much the keys of each holder protect in a bucket: S3's, those of writers, then KMS's.
  package func objectCounts(in bucket: Bucket) -> [(holder: KeyHolder, count: ObjectCount)] {
    let none = ObjectCount(buckets: 1)
    var (owned, customers) = (none, none)
    var counts: OrderedMap<KeyAddress, ObjectCount> = [:]
    bucket.walkObjects { _, object, _ in
      switch KeyHolder(object) {
      case .s3: owned.add(object)
      case .customer: customers.add(object)
      case .kms(let key):
        var count = counts[key] ?? none
        count.add(object)
        counts[key] = count
      }
    }
    return [(.s3, owned), (.customer, customers)].filter { $0.1 != none }
      + counts.map { (.kms($0.key), $0.value) }
  }

  /// When keys were deleted, as the trail tells it.
  package var deletions: OrderedMap<KeyAddress, Timestamp> {
    var deletions: OrderedMap<KeyAddress, Timestamp> = [:]
    environment.trail.walk { record in
      guard record.actor == .aws, record.name == EventKind.deleteKey.name,
        let address = record.resources.first.flatMap({ KeyAddress($0) })
      else { return }
      deletions[address] = record.time
    }
    return deletions
  }

  /// Whether an object can be read.
  package func readability(of object: StoredObject) -> Readability {
    readability(under: KeyHolder(object))
  }

  /// Whether what a key protects can be read.
  package func readability(under holder: KeyHolder) -> Readability {
    switch holder {
    case .s3: .always
    case .customer: .withCustomerKey
    case .kms(let key): readability(underKey: key)
    }
  }

  private func readability(underKey address: KeyAddress) -> Readability {
    // Looked for only where the key goes or is gone: it takes a walk through all keys.
    var heir: Region? { storage.kms.heir(of: address) }
    guard let key = storage.kms.keys[address] else {
      let time = deletions[address]
      return heir.map { .onceReplicated(from: $0, since: time) } ?? .lost(since: time)
    }
    if let custody = key.custody, custody.isLost, let external = custody.externalKey {
      return .forgotten(externalKey: external.id)
    }
    return switch key.state {
    case .enabled: key.custody?.obstacle.map { .onceKeeperWorks($0) } ?? .whileKeyLives
    case .unavailable: key.custody.map { .onceConnected($0.store) } ?? .onceEnabled
    case .updating: .whileKeyLives
    case .disabled, .creating: .onceEnabled
    case .pendingImport: .onceImported
    case .pendingReplicaDeletion: .unlessReplicasGo
    case .pendingDeletion(let date, _): .unlessDeleted(at: date, heir: heir)
    }
  }

  /// Why a caller could not read an object now; `nil` where the caller could, be it with the key
  /// that the writer of the object brought.
  ///
  /// Read on a copy of the world, through the front door: policies, key and content all decide.
  package func refusal(ofReading place: LocatedObject, by reader: Principal) -> CallFailure? {
    guard let operation = Catalogue.operation("GetObject") else { return nil }
    var request: DocumentObject = [
      "Bucket": .string(place.bucket.name.text), "Key": .string(place.key),
    ]
    if !place.isCurrent { request["VersionId"] = place.versionID?.document }
    if place.object.size > 0 { request["Range"] = "bytes=0-0" }
    var copy = self
    let call = Call(principal: reader, region: place.bucket.region)
    guard case .failure(let error) = copy.handle(operation, .object(request), as: call) else {
      return nil
    }
    // The key is asked for where everything else allows the call.
    return error.isMissingCustomerKey ? nil : error
  }
}
