import Kernel

/// One page of all versions of the objects of a bucket: by key, and under a key the newest first.
struct VersionListing {
  /// Where a page begins: behind a version of a key, or behind all of them.
  struct Marker {
    let key: String
    /// The ordinal of the last version told; `nil` for a key, or common prefix, that is done.
    let ordinal: Int?
  }

  /// The versions and delete markers, in one sequence.
  private(set) var versions: [Bucket.ListedVersion] = []
  /// What keys have in common up to the delimiter, once each.
  private(set) var commonPrefixes: [String] = []
  /// Where the next page begins, where there is one; no version where the page ends on a prefix.
  private(set) var next: (key: String, version: VersionNumber?)?

  /// Lists a page behind a marker.
  init(_ bucket: Bucket, _ request: ListRequest, after marker: Marker?) {
    guard request.limit > 0 else { return }
    var last: (key: String, version: VersionNumber?)?
    var (count, isTruncated) = (0, false)
    bucket.walkVersions(from: VersionListing.start(request, marker)) { listed in
      guard listed.key.startsBytewise(with: request.prefix) else {
        // Keys before the prefix come when the marker is before it.
        return listed.key.precedesByBytes(request.prefix)
      }
      let name = Listing.name(of: listed.key, request)
      if let marker, VersionListing.isTold(listed, name, marker) { return true }
      if name.isPrefix, commonPrefixes.last?.hasSameBytes(as: name.text) == true { return true }
      guard count < request.limit else {
        isTruncated = true
        return false
      }
      count += 1
      last = (name.text, name.isPrefix ? nil : listed.version.number)
      if name.isPrefix { commonPrefixes.append(name.text) } else { versions.append(listed) }
      return true
    }
    if isTruncated { next = last }
  }

  private static func start(_ request: ListRequest, _ marker: Marker?) -> VersionPlace {
    guard let marker, !marker.key.precedesByBytes(request.prefix) else {
      return .newest(of: request.prefix)
    }
    // Ordinals begin at 1: behind the last version of a key stands 0.
    return VersionPlace(marker.key, marker.ordinal.map { $0 - 1 } ?? 0)
  }

  /// Whether a page before this one has told a version, or the common prefix that stands for it.
  private static func isTold(
    _ listed: Bucket.ListedVersion, _ name: (text: String, isPrefix: Bool), _ marker: Marker
  ) -> Bool {
    if name.isPrefix, !marker.key.precedesByBytes(name.text) { return true }
    if listed.key.hasSameBytes(as: marker.key) {
      return marker.ordinal.map { listed.version.number.ordinal >= $0 } ?? true
    }
    return listed.key.precedesByBytes(marker.key)
  }
}
