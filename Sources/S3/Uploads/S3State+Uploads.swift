import Access
import Ciphers
import Kernel

extension S3State {
  /// The place of the next upload of a key.
  mutating func nextUploadPlace(
    _ key: ObjectKey, _ environment: inout Environment
  ) -> UploadPlace {
    makeIDKey(&environment)
    uploadCount += 1
    return UploadPlace(key, uploadCount)
  }

  /// Keeps an upload that begins.
  mutating func begin(_ upload: MultipartUpload, in bucket: BucketName) {
    self[found: bucket].uploads[upload.place] = upload
    touch(upload.place.key, in: bucket)
  }

  /// Keeps a part, in the place of another of the same number.
  mutating func put(_ part: UploadedPart, of upload: MultipartUpload, in bucket: BucketName) {
    let replaced = upload.parts[part.part.number]?.storedByteCount ?? 0
    storedByteCount += part.storedByteCount - replaced
    writtenByteCount += part.storedByteCount
    self[found: bucket].uploads[found: upload.place].parts[part.part.number] = part
  }

  /// Forgets an upload and its parts.
  mutating func abort(_ upload: MultipartUpload, in bucket: BucketName) {
    storedByteCount -= upload.storedByteCount
    self[found: bucket].uploads[upload.place] = nil
  }

  /// Puts the object of an upload in the place of the upload; parts that it has not are forgotten.
  mutating func complete(
    _ upload: MultipartUpload, as object: StoredObject, in bucket: BucketName
  ) {
    abort(upload, in: bucket)
    add(.object(object), as: upload.place.key, in: bucket)
    // Its bytes were written part by part.
    writtenByteCount -= object.storedByteCount
  }
}

extension Bucket {
  /// Notes that a key was written or deleted: what is conditional on it has to begin anew.
  mutating func overtakeUploads(of key: ObjectKey) {
    guard !uploads.isEmpty else { return }
    let places = uploads.entries(from: UploadPlace(key, 0))
      .prefix { $0.key.key == key }.map(\.key)
    for place in places { uploads[found: place].isOvertaken = true }
  }
}

extension Storage {
  /// Seals the content of a part under keys of its own, of the data keys of its upload, and keeps
  /// it; `checksum` is of the algorithm of the upload, and `md5` is the ETag where S3's own key
  /// encrypts.
  mutating func keep(
    _ content: [UInt8], asPart number: Int, of upload: MultipartUpload, at place: ObjectPlace,
    _ keys: [SymmetricKey], _ checksum: ContentChecksum, md5: [UInt8]?,
    _ environment: inout Environment
  ) -> UploadedPart {
    let salt = environment.random.bytes(16, from: .objectKey)
    let partKeys = ObjectPart.keys(number: number, salt: salt, of: keys)
    var sealer = ContentSealer(size: content.count, partKeys)
    sealer.seal(content)
    let eTag =
      upload.envelope.kind.hasDigestAsETag ? md5 ?? [] : environment.random.bytes(16, from: .eTag)
    let part = UploadedPart(
      part: ObjectPart(
        number: number, size: content.count, salt: salt,
        sealedChecksum: Segments.seal(checksum: checksum.value, partKeys)),
      segments: sealer.segments, eTag: Hex.encode(eTag), lastModified: environment.now)
    s3.put(part, of: upload, in: place.bucket.name)
    return part
  }
}
