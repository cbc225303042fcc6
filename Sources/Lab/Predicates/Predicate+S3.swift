import Access
import Cloud
import KMS
import Kernel
import S3
import Sessions

/// Buckets and objects.
extension Predicate {
  func finding(of claim: S3Claim, _ stage: Stage) -> Finding {
    switch claim {
    case .bucketExists(let bucket): bucketExists(bucket, stage)
    case .bucketDefault(let bucket, let kind, let key, let bucketKey):
      bucketDefault(bucket, kind, key, bucketKey, stage)
    case .objectExists(let object): objectExists(object, stage)
    case .objectIs(let object, let kind, let key): objectIs(object, kind, key, stage)
    case .everyObject(let prefix, let andVersion, let kind, let key):
      everyObject(prefix, andVersion: andVersion, kind, key, stage)
    case .objectOpens(let object, let principal): objectOpens(object, principal, stage)
    case .objectIsLost(let object): objectIsLost(object, stage)
    case .objectIsLocked(let object, let mode, let until):
      objectIsLocked(object, mode, until, stage)
    case .objectIsHeld(let object, let isWanted): objectIsHeld(object, isWanted, stage)
    case .objectHas(let object, let count, let kind): objectHas(object, count, kind, stage)
    case .bucketVersions(let bucket, let state): bucketVersions(bucket, state, stage)
    case .linkOpens(let file, let isWanted): linkOpens(file, isWanted, stage)
    }
  }

  func bucketExists(_ name: String, _ stage: Stage) -> Finding {
    let names = stage.s3.buckets.keys.map(\.text)
    return Finding(
      names.contains(name),
      found: names.isEmpty ? "no buckets" : "buckets: \(names.joined(separator: ", "))",
      wanted: "a bucket \(name)", shows: "aws s3 ls")
  }

  func bucketDefault(
    _ name: String, _ kind: String, _ key: String?, _ usesBucketKey: Bool, _ stage: Stage
  ) -> Finding {
    var wanted = kind + (key.map { " with \($0)" } ?? "")
    if usesBucketKey { wanted += ", bucket key on" }
    guard let encryption = stage.s3.buckets[BucketName(name)]?.encryption else {
      return Finding(false, found: "no bucket \(name)", wanted: wanted, shows: "aws s3 ls")
    }
    let present = encryption.keyID.flatMap(stage.key)
    let namesKey = key == nil || present != nil && present?.arn == key.flatMap(stage.key)?.arn
    let lacksKey = encryption.keyID != nil && present == nil
    let found =
      encryption.algorithm.rawValue
      + (encryption.algorithm.usesKMS ? " with \(encryption.keyID ?? "alias/aws/s3")" : "")
      + (lacksKey ? ", which is no key" : "")
      + (encryption.bucketKeyEnabled == true ? ", bucket key on" : "")
    return Finding(
      encryption.algorithm.rawValue == kind && namesKey
        && (!usesBucketKey || encryption.bucketKeyEnabled == true),
      found: found, wanted: wanted, shows: "aws s3api get-bucket-encryption --bucket \(name)")
  }

  func objectExists(_ name: ObjectName, _ stage: Stage) -> Finding {
    let object = stage.object(name)
    return Finding(
      object != nil, found: object.map { "\($0.size) bytes" } ?? stage.absence(of: name),
      wanted: (name.version.map { "version \($0) of" } ?? "an object")
        + " \(name.key) in \(name.bucket)",
      shows: "aws s3 ls s3://\(name.bucket) --recursive")
  }

  func objectIs(_ name: ObjectName, _ kind: String, _ key: String?, _ stage: Stage) -> Finding {
    let wanted = kind + (key.map { " under \($0)" } ?? "")
    guard let object = stage.object(name) else { return objectExists(name, stage) }
    return Finding(
      stage.fits(object, kind, key), found: stage.encryption(of: object), wanted: wanted,
      shows: "aws s3api head-object --bucket \(name.bucket) --key \(name.key)")
  }

  func everyObject(
    _ prefix: ObjectName, andVersion: Bool, _ kind: String, _ key: String?, _ stage: Stage
  ) -> Finding {
    let wanted =
      "every object\(andVersion ? " and version" : "") is \(kind)"
      + (key.map { " under \($0)" } ?? "")
    var objects: [(key: String, object: StoredObject)] = []
    stage.bucket(of: prefix)?.walkVersions(from: .newest(of: prefix.key)) { listed in
      guard listed.key.hasPrefix(prefix.key) else { return false }
      if let object = listed.version.object, andVersion || listed.isLatest {
        objects.append((listed.key, object))
      }
      return true
    }
    guard !objects.isEmpty else {
      return Finding(false, found: "no object", wanted: wanted, shows: "aws s3 ls")
    }
    let others = objects.filter { !stage.fits($0.object, kind, key) }
    return Finding(
      others.isEmpty,
      found: others.isEmpty
        ? "\(objects.count) of \(objects.count)"
        : "\(others.count) of \(objects.count) are not: \(others[0].key) is "
          + stage.encryption(of: others[0].object),
      wanted: wanted, shows: "inspect s3://\(prefix.bucket)")
  }

  func objectOpens(_ name: ObjectName, _ principal: String, _ stage: Stage) -> Finding {
    let wanted = "\(principal) can read it"
    if principal == "nobody" {
      let home = stage.session.configuration.account
      let able = stage.session.world.environment.identities.principals
        .filter { stage.opens(name, $0) }.map { $0.shortName(from: home) }
      return Finding(
        stage.object(name) != nil && able.isEmpty,
        found: able.isEmpty ? "nobody" : "it opens for \(able.joined(separator: ", "))",
        wanted: "nobody can read it", shows: "inspect s3://\(name.bucket)/\(name.key)")
    }
    guard let who = stage.principal(principal) else {
      return .unknown("there is nobody called \(principal)", wanted: wanted)
    }
    guard stage.object(name) != nil else { return objectExists(name, stage) }
    let isOpen = stage.opens(name, who)
    return Finding(
      isOpen, found: isOpen ? "it opens" : "it does not open for \(principal)", wanted: wanted,
      shows: "inspect s3://\(name.bucket)/\(name.key)")
  }

  func objectIsLost(_ name: ObjectName, _ stage: Stage) -> Finding {
    guard let object = stage.object(name) else { return objectExists(name, stage) }
    let isLost = stage.session.world.readability(of: object).isLost
    return Finding(
      isLost, found: stage.encryption(of: object), wanted: "listed, and its key deleted",
      shows: "inspect s3://\(name.bucket)/\(name.key)")
  }
}

extension Stage {
  /// The bucket of a name; `nil` where there is none.
  func bucket(of name: Predicate.ObjectName) -> Bucket? { s3.buckets[BucketName(name.bucket)] }

  /// The object of a name: the current one, or one of its versions.
  func object(_ name: Predicate.ObjectName) -> StoredObject? {
    guard let number = name.version else { return bucket(of: name)?.current(name.key) }
    let objects = versions(of: name).compactMap(\.object)
    return number <= objects.count ? objects[objects.count - number] : nil
  }

  /// All versions and delete markers of a key, from new to old.
  func versions(of name: Predicate.ObjectName) -> [ObjectVersion] {
    var versions: [ObjectVersion] = []
    bucket(of: name)?.walkVersions(from: .newest(of: name.key)) { listed in
      guard listed.key.hasSameBytes(as: name.key) else { return false }
      versions.append(listed.version)
      return true
    }
    return versions
  }

  /// Whether an object is encrypted in this way, under this key.
  fileprivate func fits(_ object: StoredObject, _ kind: String, _ key: String?) -> Bool {
    guard object.envelope.kind.text == kind else { return false }
    guard let key else { return true }
    return self.key(key).map { $0.arn == object.envelope.key } ?? false
  }

  /// How an object is encrypted, in words.
  fileprivate func encryption(of object: StoredObject) -> String {
    object.envelope.kind.text
      + (object.envelope.key == nil ? "" : " under \(name(of: object.envelope.key))")
  }

  /// Whether somebody can read an object: as a call would decide, without making one; one under a
  /// key of its writer's with that key.
  fileprivate func opens(_ name: Predicate.ObjectName, _ who: Principal) -> Bool {
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
