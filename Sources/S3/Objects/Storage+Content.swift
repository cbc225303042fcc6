import Access
import Ciphers
import KMS
import Kernel

/// What is known of an object before its content is sealed.
struct NewObject {
  let size: Int
  let headers: ObjectHeaders
  let tags: [ObjectTag]
  let lock: VersionLock
}

/// Seals a content segment by segment.
struct ContentSealer {
  private let size: Int
  private let count: Int
  private let keys: [SymmetricKey]
  /// What waits for the rest of its segment.
  private var pending: [UInt8] = []
  private(set) var segments: [[UInt8]] = []

  /// Starts a content of so many bytes.
  init(size: Int, _ keys: [SymmetricKey]) {
    self.size = size
    count = Segments.count(size: size)
    self.keys = keys
  }

  /// Seals what comes next, of any length.
  mutating func seal(_ plaintext: consuming [UInt8]) {
    if pending.isEmpty, segments.count < count, plaintext.count == nextCount {
      return sealSegment(plaintext)
    }
    var rest = plaintext[...]
    while segments.count < count, pending.count + rest.count >= nextCount {
      sealSegment(takeSegment(of: &rest))
    }
    pending += rest
  }

  /// The plaintext of the next segment: what waits, and what comes behind it.
  ///
  /// It has room for the tags, so that a large content lies in memory once while it is sealed.
  private mutating func takeSegment(of rest: inout ArraySlice<UInt8>) -> [UInt8] {
    var segment = pending
    pending = []
    segment.reserveCapacity(nextCount + keys.count * AES.GCM.tagByteCount)
    let taken = rest.prefix(nextCount - segment.count)
    segment += taken
    rest.removeFirst(taken.count)
    return segment
  }

  private var nextCount: Int { Segments.range(of: segments.count, size: size).count }

  private mutating func sealSegment(_ plaintext: consuming [UInt8]) {
    segments.append(Segments.seal(plaintext, index: segments.count, of: count, keys))
  }
}

extension Storage {
  /// Makes data keys, seals a content under them and stores the object.
  ///
  /// `fill` hands all segments to the sealer and returns the content's checksum and, for SSE-S3,
  /// its MD5, which is the ETag there; for other kinds the ETag is no digest of the content.
  mutating func write(
    _ new: NewObject, _ wanted: WantedEncryption, to place: ObjectPlace,
    _ environment: inout Environment,
    _ fill: (inout ContentSealer) throws(S3Failure) -> (checksum: ContentChecksum, md5: [UInt8]?)
  ) throws(S3Failure) -> (object: StoredObject, checksum: ContentChecksum) {
    let replaced =
      place.bucket.versioning == .enabled
      ? 0 : place.bucket.nullVersion(of: place.key)?.object?.storedByteCount ?? 0
    try s3.checkRoom(for: new.size, insteadOf: replaced)
    let (envelope, keys) = try makeDataKeys(wanted, for: place, &environment)
    var sealer = ContentSealer(size: new.size, keys)
    let (checksum, md5) = try fill(&sealer)
    let eTag =
      wanted.kind.hasDigestAsETag ? md5 ?? [] : environment.random.bytes(16, from: .eTag)
    let object = StoredObject(
      version: s3.nextVersion(in: place.bucket.name), size: new.size, eTag: ETag(eTag),
      lastModified: environment.now, headers: new.headers,
      tags: new.tags, envelope: envelope, segments: sealer.segments,
      checksumAlgorithm: checksum.algorithm,
      sealedChecksum: Segments.seal(checksum: checksum.value, keys), lock: new.lock)
    s3.add(.object(object), as: place.key, in: place.bucket.name)
    return (object, checksum)
  }

  /// Seals the content of a stored object under new data keys; what is told of it stays.
  mutating func encryptAnew(
    _ object: StoredObject, _ wanted: WantedEncryption, at place: ObjectPlace,
    _ environment: inout Environment
  ) throws(S3Failure) {
    let old = try openDataKeys(object.envelope, with: nil, of: place, &environment)
    let checksum = object.parts.isEmpty ? try object.checksum(old).value : nil
    let (envelope, keys) = try makeDataKeys(wanted, for: place, &environment)
    var segments: [[UInt8]] = []
    var parts: [ObjectPart] = []
    for run in object.runs {
      let (from, to) = (run.keys(of: old), run.keys(of: keys))
      var sealer = ContentSealer(size: run.range.count, to)
      for index in run.segments.indices {
        sealer.seal(try Segments.open(run.segments, at: index, from))
      }
      segments += sealer.segments
      if let part = run.part {
        let checksum = try Segments.open(checksum: part.sealedChecksum, from)
        parts.append(
          ObjectPart(
            number: part.number, size: part.size, salt: part.salt,
            sealedChecksum: Segments.seal(checksum: checksum, to)))
      }
    }
    let updated = object.encrypted(
      envelope, segments, parts, checksum.map { Segments.seal(checksum: $0, keys) } ?? [])
    s3.replace(updated, of: place.key, in: place.bucket.name)
  }
}

extension S3State {
  /// Fails where so many bytes more would be too much for the computer.
  func checkRoom(for size: Int, insteadOf replaced: Int) throws(S3Failure) {
    guard storedByteCount - replaced + size <= S3State.capacity else {
      throw .notSimulated(
        "kmslab keeps at most \(S3State.capacity >> 30) GiB in all buckets; delete something first."
      )
    }
  }
}
