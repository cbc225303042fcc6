import Access
import Kernel

/// The id of a version as requests and answers have it: opaque, or `null`.
package struct ObjectVersionID: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes an id of any text.
  package init(_ text: String) { self.text = text }

  /// The id of what was written while its bucket kept no versions.
  package static let null = ObjectVersionID("null")

  /// The member VersionId of a request.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> ObjectVersionID?
  ) -> Member<Root, ObjectVersionID?> {
    Member("VersionId", path, suggests: .versions, help: "This version; the newest without.")
  }
}

extension S3State {
  /// The id of a version.
  ///
  /// As on AWS ids tell nothing, and S3 knows without a look-up whether it has ever issued one:
  /// they are the ordinal under a block cipher, and a tag behind it.
  package func id(of number: VersionNumber) -> ObjectVersionID {
    guard !number.isNull, let key = idKey else { return .null }
    return ObjectVersionID(IssuedID.version.text(of: number.ordinal, under: key))
  }

  /// The version of a key that an id names.
  ///
  /// - Throws: `invalidArgument` for an id that was never issued, `noSuchVersion` for one whose
  ///   version is gone or of another key.
  package func version(
    _ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> ObjectVersion {
    if id == .null {
      guard let version = bucket.nullVersion(of: key) else {
        throw bucket.versioning == nil ? .noSuchKey(key) : .noSuchVersion(key, id)
      }
      return version
    }
    guard bucket.versioning != nil, let idKey,
      let ordinal = IssuedID.version.ordinal(of: id.text, under: idKey)
    else { throw .invalidArgument("Invalid version id specified", "versionId", id.text) }
    guard let version = bucket.version(ordinal, of: key), !version.number.isNull else {
      throw .noSuchVersion(key, id)
    }
    return version
  }

  /// The version that an id names, `nil` where it is gone; fails for an id that was never issued.
  func found(
    _ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> ObjectVersion? {
    do throws(S3Failure) {
      return try version(id, of: key, in: bucket)
    } catch {
      if case .invalidArgument = error { throw error }
      return nil
    }
  }

  /// Whether an id that was once issued names nothing of a key.
  func isGone(_ id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket) -> Bool {
    do throws(S3Failure) {
      return try found(id, of: key, in: bucket) == nil
    } catch {
      return false
    }
  }

  /// The object that a reader names by key, and by a version or as the current one.
  ///
  /// `method` is the one that a delete marker does not allow; a newest one that is not named hides
  /// the key, but not from those who want to change or see its tags.
  func object(
    _ key: ObjectKey, _ id: ObjectVersionID?, in bucket: Bucket, method: String,
    seesMarker: Bool = false
  ) throws(S3Failure) -> StoredObject {
    guard let id else {
      if let object = bucket.current(key) { return object }
      throw seesMarker && bucket.latest(key) != nil
        ? .deleteMarker(method: method) : .noSuchKey(key)
    }
    guard let object = try version(id, of: key, in: bucket).object else {
      throw .deleteMarker(method: method)
    }
    return object
  }

  /// The id of a version that a reader is told: none in a bucket that never kept any.
  package func shownID(of number: VersionNumber, in bucket: Bucket) -> ObjectVersionID? {
    bucket.versioning == nil ? nil : id(of: number)
  }

  /// The id of a version that its writer is told: none unless the bucket keeps versions now.
  func writtenID(of number: VersionNumber, in bucket: Bucket) -> ObjectVersionID? {
    bucket.versioning == .enabled ? id(of: number) : nil
  }

  /// The ordinal of a version behind which a list goes on, though it may be gone by now; a version
  /// `null` that is gone was the oldest.
  func ordinal(
    ofMarker id: ObjectVersionID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> Int {
    if id == .null { return bucket.nullVersion(of: key)?.number.ordinal ?? 0 }
    guard let idKey, let ordinal = IssuedID.version.ordinal(of: id.text, under: idKey) else {
      throw .invalidArgument("Invalid version id specified", "version-id-marker", id.text)
    }
    return ordinal
  }
}
