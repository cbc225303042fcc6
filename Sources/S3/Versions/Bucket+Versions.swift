import Kernel

extension Bucket {
  /// A version with its key, and whether it is the newest of it.
  package struct FoundVersion: Sendable {
    /// The object's key.
    package let key: ObjectKey
    /// The version.
    package let version: ObjectVersion
    /// Whether no version of the key is newer.
    package let isLatest: Bool
  }

  /// The object that a reader gets who names no version; `nil` where it was deleted.
  package func current(_ key: ObjectKey) -> StoredObject? { objects[key] }

  /// The newest version of a key, be it a delete marker.
  package func latest(_ key: ObjectKey) -> ObjectVersion? {
    objects[key].map(ObjectVersion.object) ?? newestBelow(key)
  }

  /// The version of a key with this ordinal.
  package func version(_ ordinal: Int, of key: ObjectKey) -> ObjectVersion? {
    if let object = objects[key], object.version.ordinal == ordinal { return .object(object) }
    return otherVersions[VersionPlace(key, ordinal)]
  }

  /// The version `null` of a key.
  package func nullVersion(of key: ObjectKey) -> ObjectVersion? {
    if let object = objects[key], object.version.isNull { return .object(object) }
    return otherNulls[key].flatMap { otherVersions[VersionPlace(key, $0)] }
  }

  /// Walks through all versions from a place on, by key and from new to old, until `body` says
  /// false.
  package func walkVersions(
    from start: VersionPlace, _ body: (FoundVersion) -> Bool
  ) {
    var current = objects.entries(from: start.key).makeIterator()
    var others = otherVersions.entries(from: start).makeIterator()
    var (object, other) = (current.next(), others.next())
    if let found = object, found.key == start.key, found.value.version.ordinal > start.ordinal {
      object = current.next()
    }
    var told: ObjectKey?
    while object != nil || other != nil {
      let comesFirst: Bool =
        switch (object, other) {
        case (let object?, let other?): object.key <= other.key.key
        case (_, nil): true
        case (nil, _): false
        }
      if comesFirst, let found = object {
        let listed = FoundVersion(key: found.key, version: .object(found.value), isLatest: true)
        guard body(listed) else { return }
        told = found.key
        object = current.next()
      } else if let found = other {
        let key = found.key.key
        // Newer ones of a key come first, but for those before the place where the walk starts.
        let isLatest =
          told != key && (key != start.key || latest(key)?.number.ordinal == found.key.ordinal)
        let listed = FoundVersion(key: key, version: found.value, isLatest: isLatest)
        guard body(listed) else { return }
        told = key
        other = others.next()
      }
    }
  }

  /// All objects, current or not, with their keys, by key and from new to old.
  package func walkObjects(_ body: (ObjectKey, StoredObject, _ isCurrent: Bool) -> Void) {
    guard !otherVersions.isEmpty else {
      for (key, object) in objects { body(key, object, true) }
      return
    }
    walkVersions(from: .first) { listed in
      if let object = listed.version.object { body(listed.key, object, listed.isLatest) }
      return true
    }
  }

  /// Whether nothing is in it: no object, no version, no delete marker.
  package var isEmpty: Bool { objects.isEmpty && otherVersions.isEmpty }

  private func newestBelow(_ key: ObjectKey) -> ObjectVersion? {
    let first = otherVersions.entries(from: .newest(of: key)).first { _ in true }
    return first.flatMap { $0.key.key == key ? $0.value : nil }
  }
}

extension Bucket {
  /// Adds the newest version of a key; what it takes the place of is returned: the version `null`
  /// for another one, and any object of a bucket that keeps no versions.
  mutating func add(_ version: ObjectVersion, of key: ObjectKey) -> ObjectVersion? {
    let replaced =
      version.number.isNull
      ? nullVersion(of: key).flatMap { take($0.number, of: key) } : nil
    if let present = objects.removeValue(forKey: key) { keep(.object(present), of: key) }
    if case .object(let object) = version {
      objects[key] = object
    } else {
      keep(version, of: key)
    }
    return replaced
  }

  /// Takes a version out; where it was the newest, the one below it is current again.
  mutating func remove(_ number: VersionNumber, of key: ObjectKey) -> ObjectVersion? {
    guard let removed = take(number, of: key) else { return nil }
    guard !otherVersions.isEmpty else { return removed }
    if objects[key] == nil, case .object(let object)? = newestBelow(key) {
      _ = take(object.version, of: key)
      objects[key] = object
    }
    return removed
  }

  /// Puts an object in the place of the same version.
  mutating func replace(_ object: StoredObject, of key: ObjectKey) {
    if objects[key]?.version == object.version {
      objects[key] = object
    } else {
      keep(.object(object), of: key)
    }
  }

  private mutating func keep(_ version: ObjectVersion, of key: ObjectKey) {
    otherVersions[VersionPlace(key, version.number.ordinal)] = version
    if version.number.isNull { otherNulls[key] = version.number.ordinal }
  }

  private mutating func take(_ number: VersionNumber, of key: ObjectKey) -> ObjectVersion? {
    if let object = objects[key], object.version == number {
      objects.removeValue(forKey: key)
      return .object(object)
    }
    if number.isNull { otherNulls[key] = nil }
    return otherVersions.removeValue(forKey: VersionPlace(key, number.ordinal))
  }
}
