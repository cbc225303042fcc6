import Kernel

/// One page of all versions of the objects of a bucket: by key, and under a key the newest first.
struct VersionListing {
  /// Where a page begins: behind a version of a key, or behind all of them.
  struct Marker {
    let key: String
    /// The ordinal of the last version told; `nil` for a key, or common prefix, that is done.
    let ordinal: Int?
  }

  /// The versions that are objects, as the answer tells them.
  private(set) var versions: [ListedVersion] = []
  /// The delete markers, as the answer tells them.
  private(set) var deleteMarkers: [ListedMarker] = []
  /// What keys have in common up to the delimiter, once each.
  private(set) var commonPrefixes: [String] = []
  /// Where the next page begins, where there is one; no version where the page ends on a prefix.
  private(set) var next: (key: String, version: ObjectVersionID?)?

  /// How many names the page has.
  var count: Int { versions.count + deleteMarkers.count + commonPrefixes.count }

  /// Lists a page behind a marker; fails for parameters that S3 does not take.
  init(
    _ bucket: Bucket, _ list: ListParameters, after marker: Marker?, in s3: S3State
  ) throws(S3Failure) {
    let request = try list.request()
    guard request.limit > 0 else { return }
    let owner = Prepared(Owner(account: bucket.owner))
    var last: (key: String, version: ObjectVersionID?)?
    bucket.walkVersions(from: VersionListing.start(request, marker)) { found in
      let key = found.key.text
      guard key.startsBytewise(with: request.prefix) else {
        // Keys before the prefix come when the marker is before it.
        return key.precedesByBytes(request.prefix)
      }
      let name = Listing.name(of: key, request)
      if let marker, VersionListing.isTold(found, name, marker) { return true }
      if name.isPrefix, commonPrefixes.last?.hasSameBytes(as: name.text) == true { return true }
      guard count < request.limit else {
        next = last
        return false
      }
      guard !name.isPrefix else {
        last = (name.text, nil)
        commonPrefixes.append(name.text)
        return true
      }
      let entry = ListedEntry(
        key: list.written(key), id: s3.id(of: found.version.number),
        isLatest: found.isLatest, owner: owner)
      last = (key, entry.id)
      switch found.version {
      case .object(let object): versions.append(ListedVersion(entry: entry, object: object))
      case .deleteMarker(let marker):
        deleteMarkers.append(ListedMarker(entry: entry, marker: marker))
      }
      return true
    }
  }

  private static func start(_ request: ListRequest, _ marker: Marker?) -> VersionPlace {
    guard let marker, !marker.key.precedesByBytes(request.prefix) else {
      return .newest(of: ObjectKey(request.prefix))
    }
    // Ordinals begin at 1: behind the last version of a key stands 0.
    return VersionPlace(ObjectKey(marker.key), marker.ordinal.map { $0 - 1 } ?? 0)
  }

  /// Whether a page before this one has told a version, or the common prefix that stands for it.
  private static func isTold(
    _ found: Bucket.FoundVersion, _ name: (text: String, isPrefix: Bool), _ marker: Marker
  ) -> Bool {
    if name.isPrefix, !marker.key.precedesByBytes(name.text) { return true }
    if found.key.text.hasSameBytes(as: marker.key) {
      return marker.ordinal.map { found.version.number.ordinal >= $0 } ?? true
    }
    return found.key.text.precedesByBytes(marker.key)
  }
}

/// What a version and a delete marker have in common in a list.
struct ListedEntry: Sendable {
  let key: String
  let id: ObjectVersionID
  let isLatest: Bool
  let owner: Prepared<Owner>
}

/// ObjectVersion.
struct ListedVersion: ReplyStructure {
  let entry: ListedEntry
  let object: StoredObject
  static let fields = Fields<ListedVersion>(
    .init("ETag", \.object.quotedETag), .init("ChecksumAlgorithm", \.object.listedAlgorithms),
    .init("ChecksumType", \.object.checksumType), .init("Size", \.object.size),
    .init("StorageClass", \.object.storageClass), .init("Key", \.entry.key),
    .init("VersionId", \.entry.id), .init("IsLatest", \.entry.isLatest),
    .init("LastModified", \.object.lastModified), .init("Owner", \.entry.owner))
}

/// DeleteMarkerEntry.
struct ListedMarker: ReplyStructure {
  let entry: ListedEntry
  let marker: DeleteMarker
  static let fields = Fields<ListedMarker>(
    .init("Owner", \.entry.owner), .init("Key", \.entry.key), .init("VersionId", \.entry.id),
    .init("IsLatest", \.entry.isLatest), .init("LastModified", \.marker.lastModified))
}
