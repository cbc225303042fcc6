import Ciphers
import IAM
import KMS
import Kernel

/// What is known of an object before its content is sealed.
struct NewObject {
  let size: Int
  let headers: ObjectHeaders
  let tags: [ObjectTag]
}

/// Seals a content segment by segment.
struct ContentSealer {
  /// How many segments the content has.
  let count: Int
  private let keys: [SymmetricKey]
  private(set) var segments: [[UInt8]] = []

  fileprivate init(size: Int, _ keys: [SymmetricKey]) {
    count = Segments.count(size: size)
    self.keys = keys
  }

  /// Seals the next segment.
  mutating func seal(_ plaintext: consuming [UInt8]) {
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
  ) throws(S3Failure) -> StoredObject {
    let replaced =
      place.bucket.versioning == .enabled
      ? 0 : place.bucket.nullVersion(of: place.key.text)?.object?.storedByteCount ?? 0
    guard s3.storedByteCount - replaced + new.size <= S3State.capacity else {
      throw .notImplemented(
        "kmslab keeps at most \(S3State.capacity >> 30) GiB in all buckets; delete something first."
      )
    }
    let (envelope, keys) = try makeDataKeys(wanted, for: place, &environment)
    var sealer = ContentSealer(size: new.size, keys)
    let (checksum, md5) = try fill(&sealer)
    let eTag =
      wanted.algorithm == .aes256 ? md5 ?? [] : environment.random.bytes(16, from: .eTag)
    let object = StoredObject(
      version: s3.nextVersion(in: place.bucket.name), size: new.size, eTag: Hex.encode(eTag),
      lastModified: environment.now, headers: new.headers,
      tags: new.tags, envelope: envelope, segments: sealer.segments,
      checksumAlgorithm: checksum.algorithm,
      sealedChecksum: Segments.seal(checksum: checksum.value, keys))
    s3.add(.object(object), as: place.key, in: place.bucket.name)
    return object
  }

  /// Seals the content of a stored object under new data keys; what is told of it stays.
  mutating func encryptAnew(
    _ object: StoredObject, _ wanted: WantedEncryption, at place: ObjectPlace,
    _ environment: inout Environment
  ) throws(S3Failure) {
    let old = try openDataKeys(object.envelope, of: place, &environment)
    let checksum = try checksum(of: object, old)
    let (envelope, keys) = try makeDataKeys(wanted, for: place, &environment)
    var sealer = ContentSealer(size: object.size, keys)
    for index in 0..<sealer.count {
      sealer.seal(try Segments.open(object.segments, at: index, old))
    }
    let updated = object.encrypted(
      envelope, sealer.segments, Segments.seal(checksum: checksum.value, keys))
    s3.replace(updated, of: place.key, in: place.bucket.name)
  }

  /// The content of an object, or the part of it that a range asks for: only the segments that it
  /// touches are opened.
  func read(
    _ object: StoredObject, _ range: Range<Int>, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(range.count)
    for index in range.lowerBound / Segments.byteCount..<Segments.count(size: range.upperBound) {
      let segment = try Segments.open(object.segments, at: index, keys)
      let whole = Segments.range(of: index, size: object.size)
      guard segment.count == whole.count else { throw .damaged }
      let part = range.clamped(to: whole)
      if part == whole, content.isEmpty, range == whole { return segment }
      content += segment[part.lowerBound - whole.lowerBound..<part.upperBound - whole.lowerBound]
    }
    return content
  }

  /// The checksum of an object's content.
  func checksum(
    of object: StoredObject, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> ContentChecksum {
    ContentChecksum(
      object.checksumAlgorithm, try Segments.open(checksum: object.sealedChecksum, keys))
  }
}
