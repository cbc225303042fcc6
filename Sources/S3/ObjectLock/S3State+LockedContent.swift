package import Kernel

extension S3State {
  /// Fails for a content that S3 would lock, where the request tells no checksum of it.
  ///
  /// For who sees the headers: a line's AWS CLI sends a checksum with every content.
  package func checkLockedContent(
    of operation: String, _ members: DocumentObject
  ) throws(S3Failure) {
    // Every request of a client comes by: those that send no content go on at once.
    guard ["PutObject", "UploadPart"].contains(operation),
      let bucket = members["Bucket"]?.text.flatMap({ buckets[BucketName($0)] }),
      !ChecksumHeaders.tellChecksum(members)
    else { return }
    let locksAll = bucket.objectLock?.standard != nil
    switch operation {
    case "PutObject":
      let asks = LockHeaders.shape.members.contains { members[$0.name] != nil }
      if locksAll || asks { throw S3Failure.lacksChecksum("Put Object") }
    case "UploadPart":
      let key = ObjectKey(members["Key"]?.text ?? "")
      let id = UploadID(members["UploadId"]?.text ?? "")
      guard let upload = try? upload(id, of: key, in: bucket) else { return }
      if locksAll || upload.lock != .none { throw S3Failure.lacksChecksum("Put Part") }
    default: return
    }
  }
}

extension ChecksumHeaders {
  /// Whether a request tells a checksum of its content, and not only an algorithm.
  fileprivate static func tellChecksum(_ members: DocumentObject) -> Bool {
    members.entries.contains { entry in
      entry.name == "ContentMD5"
        || entry.name.hasPrefix("Checksum")
          && !["ChecksumAlgorithm", "ChecksumType"].contains(entry.name)
    }
  }
}

extension S3Failure {
  /// The refusal of a content without a checksum, in a request of this kind.
  fileprivate static func lacksChecksum(_ kind: String) -> S3Failure {
    .invalidRequest(
      "Content-MD5 OR x-amz-checksum- HTTP header is required for \(kind) requests with Object"
        + " Lock parameters")
  }
}
