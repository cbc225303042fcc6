import Kernel

/// One page of the open uploads of a bucket: by key, and under a key the oldest first.
struct UploadListing {
  /// Where a page begins: behind an upload of a key, or behind all of them.
  struct Marker {
    let key: String
    /// The ordinal of the last upload told; `nil` for a key that is done.
    let ordinal: Int?
  }

  private(set) var uploads: [MultipartUpload] = []
  /// What keys have in common up to the delimiter, once each.
  private(set) var commonPrefixes: [String] = []
  /// The last upload told; `nil` where the page ends on a common prefix.
  private(set) var last: MultipartUpload?
  /// Whether there are more.
  private(set) var isTruncated = false

  /// Lists a page behind a marker.
  init(_ bucket: Bucket, _ request: ListRequest, after marker: Marker?) {
    guard request.limit > 0 else { return }
    let start = marker.map {
      max(UploadPlace(ObjectKey($0.key), $0.ordinal ?? .max), .first(of: request))
    }
    var count = 0
    for (place, upload) in bucket.uploads.entries(from: start ?? .first(of: request)) {
      guard place.key.text.startsBytewise(with: request.prefix) else { break }
      if let start, place == start, marker?.ordinal != nil { continue }
      let name = Listing.name(of: place.key.text, request)
      // A page that begins behind a common prefix has told all keys below it.
      if name.isPrefix, let marker, !marker.key.precedesByBytes(name.text) { continue }
      if name.isPrefix, commonPrefixes.last?.hasSameBytes(as: name.text) == true { continue }
      guard count < request.limit else {
        isTruncated = true
        return
      }
      count += 1
      last = name.isPrefix ? nil : upload
      if name.isPrefix { commonPrefixes.append(name.text) } else { uploads.append(upload) }
    }
  }
}

extension UploadPlace {
  /// The place before all uploads that a list can tell.
  fileprivate static func first(of request: ListRequest) -> UploadPlace {
    UploadPlace(ObjectKey(request.prefix), 0)
  }
}
