package import Kernel

/// An object: what is told of it, and its content as it is stored, encrypted.
///
/// A class, so that maps and snapshots share it: it never changes.
package final class StoredObject: Sendable {
  /// Which version of its key it is.
  package let version: VersionNumber
  /// The length of the content in bytes.
  package let size: Int
  let tag: ETag
  /// When it was written.
  package let lastModified: Timestamp
  private let extra: Extra
  /// Its tags, by tag key.
  package let tags: [ObjectTag]
  /// How it is encrypted, with the wrapped keys.
  package let envelope: Envelope
  /// The content in encrypted segments.
  package let segments: [[UInt8]]
  /// The parts of the upload that it was made of; none where it was written as a whole.
  package let parts: [ObjectPart]
  /// How the checksum of the content was computed.
  package let checksumAlgorithm: ChecksumAlgorithm
  /// What the checksum is of.
  package let checksumType: ChecksumType
  /// The checksum of the content, encrypted as the content is; empty where the parts have their
  /// own, of which it follows.
  let sealedChecksum: [UInt8]

  /// Makes an object.
  init(
    version: VersionNumber, size: Int, eTag: ETag, lastModified: Timestamp,
    headers: ObjectHeaders, tags: [ObjectTag],
    envelope: Envelope, segments: [[UInt8]], parts: [ObjectPart] = [],
    checksumAlgorithm: ChecksumAlgorithm, checksumType: ChecksumType = .fullObject,
    sealedChecksum: [UInt8], lock: VersionLock = .none
  ) {
    self.version = version
    self.size = size
    tag = eTag
    self.lastModified = lastModified
    extra = headers == .none && lock == .none ? .nothing : .some(headers, lock)
    self.tags = tags
    self.envelope = envelope
    self.segments = segments
    self.parts = parts
    self.checksumAlgorithm = checksumAlgorithm
    self.checksumType = checksumType
    self.sealedChecksum = sealedChecksum
  }

  /// In a box of its own, since most objects come without.
  private indirect enum Extra {
    case nothing
    case some(ObjectHeaders, VersionLock)
  }

  /// What its writer said of it.
  package var headers: ObjectHeaders {
    switch extra {
    case .nothing: .none
    case .some(let headers, _): headers
    }
  }

  /// What keeps it from being deleted.
  package var lock: VersionLock {
    switch extra {
    case .nothing: .none
    case .some(_, let lock): lock
    }
  }

  /// The same object with other tags.
  func tagged(_ tags: [ObjectTag]) -> StoredObject {
    with(tags: tags, lock, envelope, segments, parts, sealedChecksum)
  }

  /// The same object with another lock.
  func locked(_ lock: VersionLock) -> StoredObject {
    with(tags: tags, lock, envelope, segments, parts, sealedChecksum)
  }

  /// The same object under other data keys.
  func encrypted(
    _ envelope: Envelope, _ segments: [[UInt8]], _ parts: [ObjectPart], _ sealedChecksum: [UInt8]
  ) -> StoredObject {
    with(tags: tags, lock, envelope, segments, parts, sealedChecksum)
  }

  /// The same object in another storage class.
  func moved(to storageClass: StorageClass) -> StoredObject {
    with(
      tags: tags, lock, envelope, segments, parts, sealedChecksum,
      headers: headers.inClass(storageClass))
  }

  private func with(
    tags: [ObjectTag], _ lock: VersionLock, _ envelope: Envelope, _ segments: [[UInt8]],
    _ parts: [ObjectPart], _ sealedChecksum: [UInt8], headers: ObjectHeaders? = nil
  ) -> StoredObject {
    StoredObject(
      version: version, size: size, eTag: tag, lastModified: lastModified,
      headers: headers ?? self.headers, tags: tags, envelope: envelope, segments: segments,
      parts: parts,
      checksumAlgorithm: checksumAlgorithm, checksumType: checksumType,
      sealedChecksum: sealedChecksum, lock: lock)
  }

  /// What it takes in the store.
  package var storedByteCount: Int { segments.reduce(0) { $0 + $1.count } }

  /// Its ETag, without the quotes.
  package var eTag: String { tag.text }

  /// The ETag as it is sent: in quotes.
  package var quotedETag: String { tag.quoted }
}
