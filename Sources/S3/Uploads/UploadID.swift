import Access
import Kernel

/// The id of a multipart upload: opaque.
package struct UploadID: TextValue {
  /// The text as it was given.
  package let text: String

  /// Makes an id of any text.
  package init(_ text: String) { self.text = text }

  /// The member UploadId of a request.
  static func member<Root>(
    _ path: @escaping @Sendable (Root) -> UploadID
  ) -> Member<Root, UploadID> {
    Member("UploadId", path, suggests: .uploads, help: "The upload's id, as its beginning told it.")
  }
}

extension S3State {
  /// The id of an upload.
  package func id(of upload: MultipartUpload) -> UploadID {
    guard let idKey else { preconditionFailure("the first upload makes the key") }
    return UploadID(IssuedID.upload.text(of: upload.place.ordinal, under: idKey))
  }

  /// The upload of a key that an id names.
  ///
  /// - Throws: `noSuchUpload` for an id that was never issued, one of another key, and an upload
  ///   that is completed or aborted.
  package func upload(
    _ id: UploadID, of key: ObjectKey, in bucket: Bucket
  ) throws(S3Failure) -> MultipartUpload {
    guard let ordinal = ordinal(of: id),
      let upload = bucket.uploads[UploadPlace(key, ordinal)]
    else { throw .noSuchUpload(id) }
    return upload
  }

  /// The place of an upload among all of this world, though it may be gone by now; `nil` for an id
  /// that was never issued.
  func ordinal(of id: UploadID) -> Int? {
    idKey.flatMap { IssuedID.upload.ordinal(of: id.text, under: $0) }
  }
}
