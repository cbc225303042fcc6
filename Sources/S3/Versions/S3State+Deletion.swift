import Access
import Kernel

/// What a deletion did, as its answer tells it.
package struct Deletion: Sendable {
  /// Whether a delete marker was made or taken away.
  let isOfMarker: Bool
  /// The version that was made or taken away; `nil` in a bucket that never kept any.
  let versionID: ObjectVersionID?

  /// The member DeleteMarker: true, or absent.
  var marker: Bool? { isOfMarker ? true : nil }
}

extension S3State {
  /// Deletes an object as its bucket's versioning says: for good where no versions are kept and
  /// where one is named, and by a delete marker otherwise.
  ///
  /// What is not there is deleted already; refused are an id that was never issued, an object of
  /// another ETag than the one that is named, and a version that is locked.
  mutating func delete(
    _ key: ObjectKey, _ id: ObjectVersionID?, ifMatch: String?, from bucket: Bucket,
    bypassing: Bool, _ environment: Environment
  ) throws(S3Failure) -> Deletion {
    guard let id else {
      try WriteConditions.check(ifMatch, bucket.current(key), at: key)
      return deleteCurrent(key, from: bucket, environment)
    }
    let version = try found(id, of: key, in: bucket)
    try WriteConditions.check(ifMatch, version?.object, at: key)
    if let object = version?.object,
      !object.lock.permitsDeletion(at: environment.now, bypassing: bypassing)
    {
      throw .objectLocked
    }
    if let version { remove(version.number, of: key, from: bucket.name) }
    return Deletion(
      isOfMarker: version.map { $0.object == nil } ?? false,
      versionID: bucket.versioning == nil ? nil : id)
  }

  /// Deletes the current object: for good where no versions are kept, else by a delete marker.
  @discardableResult
  mutating func deleteCurrent(
    _ key: ObjectKey, from bucket: Bucket, _ environment: Environment
  ) -> Deletion {
    guard bucket.versioning != nil else {
      if let object = bucket.current(key) {
        remove(object.version, of: key, from: bucket.name)
      }
      return Deletion(isOfMarker: false, versionID: nil)
    }
    let marker = DeleteMarker(
      version: nextVersion(in: bucket.name), lastModified: environment.now)
    add(.deleteMarker(marker), as: key, in: bucket.name)
    return Deletion(isOfMarker: true, versionID: self.id(of: marker.version))
  }
}
