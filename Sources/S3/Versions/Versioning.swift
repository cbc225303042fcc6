package import Kernel

/// Whether a bucket keeps the versions of its objects; a bucket where it was never set has none.
package enum Versioning: String, EnumerationValue {
  /// Every write and every deletion adds a version.
  case enabled = "Enabled"
  /// What was kept stays; writes and deletions go to the version `null`.
  case suspended = "Suspended"
}

/// Which version of its key an object or a delete marker is.
package struct VersionNumber: Sendable, Equatable {
  /// Its place among all that was ever written in this world: later versions have greater ones.
  package let ordinal: Int
  /// Whether it is the version `null`, written while its bucket kept no versions.
  package let isNull: Bool
}

/// A version of an object, or the mark that the object is deleted.
package enum ObjectVersion: Sendable {
  case object(StoredObject)
  case deleteMarker(DeleteMarker)

  /// Which version it is.
  package var number: VersionNumber {
    switch self {
    case .object(let object): object.version
    case .deleteMarker(let marker): marker.version
    }
  }

  /// When it was written.
  package var lastModified: Timestamp {
    switch self {
    case .object(let object): object.lastModified
    case .deleteMarker(let marker): marker.lastModified
    }
  }

  /// The object; `nil` for a delete marker.
  package var object: StoredObject? { if case .object(let object) = self { object } else { nil } }
}

/// What a deletion leaves where versions are kept: the object seems gone, and its versions stay.
package struct DeleteMarker: Sendable, Equatable {
  /// Which version it is.
  package let version: VersionNumber
  /// When it was made.
  package let lastModified: Timestamp
}

/// Where a version stands: by key, and under a key the newest first.
package struct VersionPlace: Sendable, MapKey {
  /// The object's key.
  package let key: ObjectKey
  /// The version's ordinal.
  package let ordinal: Int

  /// Makes a place.
  package init(_ key: ObjectKey, _ ordinal: Int) {
    self.key = key
    self.ordinal = ordinal
  }

  /// The place before all versions of a key.
  package static func newest(of key: ObjectKey) -> VersionPlace { VersionPlace(key, .max) }

  /// The place before all versions of all keys.
  package static let first = newest(of: ObjectKey(""))

  /// Orders by key, then from new to old.
  package static func < (left: VersionPlace, right: VersionPlace) -> Bool {
    left.key == right.key ? left.ordinal > right.ordinal : left.key < right.key
  }
}
