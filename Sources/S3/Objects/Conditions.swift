import Kernel

/// Under which conditions a reader wants an object, RFC 9110 §13.
package struct ReadConditions: Sendable {
  let ifMatch: String?
  let ifModifiedSince: Timestamp?
  let ifNoneMatch: String?
  let ifUnmodifiedSince: Timestamp?

  static let shape = Shape(
    ReadConditions.init(ifMatch:ifModifiedSince:ifNoneMatch:ifUnmodifiedSince:),
    Member("IfMatch", \.ifMatch, help: "Only an object of this ETag."),
    Member("IfModifiedSince", \.ifModifiedSince, help: "Only if written after this time."),
    Member("IfNoneMatch", \.ifNoneMatch, help: "Only an object of another ETag."),
    Member("IfUnmodifiedSince", \.ifUnmodifiedSince, help: "Only if not written after it."))

  /// The same for the source of a copy.
  static let shapeOfSource = Shape(
    ReadConditions.init(ifMatch:ifModifiedSince:ifNoneMatch:ifUnmodifiedSince:),
    Member("CopySourceIfMatch", \.ifMatch, help: "Only a source of this ETag."),
    Member("CopySourceIfModifiedSince", \.ifModifiedSince, help: "Only if written after it."),
    Member("CopySourceIfNoneMatch", \.ifNoneMatch, help: "Only a source of another ETag."),
    Member("CopySourceIfUnmodifiedSince", \.ifUnmodifiedSince, help: "Only if not after it."))

  /// Fails where the conditions do not hold.
  func check(_ object: StoredObject) throws(S3Failure) {
    guard let broken = broken(by: object) else { return }
    throw broken.isOfReadersCopy ? .notModified : .preconditionFailed(broken.name)
  }

  /// Fails where the conditions of a copy's source do not hold: such a copy is made of nothing
  /// that its caller has already.
  func checkSource(_ object: StoredObject) throws(S3Failure) {
    guard let broken = broken(by: object) else { return }
    throw .preconditionFailed("x-amz-copy-source-" + broken.name)
  }

  /// The condition that does not hold, and whether it only says that the reader's copy is still
  /// the latest; each condition of an ETag goes before the one of time.
  private func broken(by object: StoredObject) -> (name: String, isOfReadersCopy: Bool)? {
    if let ifMatch {
      if !object.hasETag(ifMatch) { return ("If-Match", false) }
    } else if let ifUnmodifiedSince, object.lastModified > ifUnmodifiedSince {
      return ("If-Unmodified-Since", false)
    }
    if let ifNoneMatch {
      if object.hasETag(ifNoneMatch) { return ("If-None-Match", true) }
    } else if let ifModifiedSince, object.lastModified <= ifModifiedSince {
      return ("If-Modified-Since", true)
    }
    return nil
  }
}

/// Under which conditions a writer wants to write.
package struct WriteConditions: Sendable {
  let ifMatch: String?
  let ifNoneMatch: String?

  static let shape = Shape(
    WriteConditions.init(ifMatch:ifNoneMatch:),
    Member("IfMatch", \.ifMatch, help: "Only over an object of this ETag."),
    Member("IfNoneMatch", \.ifNoneMatch, help: "*: only where there is no such object."))

  /// Fails where the conditions do not hold for the object that is there.
  func check(_ present: StoredObject?, at key: ObjectKey) throws(S3Failure) {
    if let ifNoneMatch {
      guard ifNoneMatch == "*" else {
        throw .notImplemented("A header you provided implies functionality that is not implemented")
      }
      guard present == nil else { throw .preconditionFailed("If-None-Match") }
    }
    if let ifMatch {
      guard let present else { throw .noSuchKey(key) }
      guard present.hasETag(ifMatch) else { throw .preconditionFailed("If-Match") }
    }
  }
}

extension StoredObject {
  /// Whether a header's list of ETags, with or without quotes, has this object's.
  fileprivate func hasETag(_ header: String) -> Bool {
    header.split(separator: ",").contains { part in
      let text = part.filter { $0 != " " && $0 != "\"" }
      return text == "*" || text == eTag
    }
  }
}
