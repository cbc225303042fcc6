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
  func check(_ object: StoredObject, at now: Timestamp) throws(S3Failure) {
    guard let broken = broken(by: object, at: now) else { return }
    throw broken.isOfReadersCopy ? .notModified : .preconditionFailed(broken.name)
  }

  /// Fails where the conditions of a copy's source do not hold: such a copy is made of nothing
  /// that its caller has already.
  func checkSource(_ object: StoredObject, at now: Timestamp) throws(S3Failure) {
    guard let broken = broken(by: object, at: now) else { return }
    throw .preconditionFailed("x-amz-copy-source-" + broken.name)
  }

  /// The condition that does not hold, and whether it only says that the reader's copy is still
  /// the latest; each condition of an ETag goes before the one of time, and a time
  /// that has not come yet is passed over.
  private func broken(
    by object: StoredObject, at now: Timestamp
  ) -> (name: String, isOfReadersCopy: Bool)? {
    if let ifMatch {
      if !object.hasETag(ifMatch) { return ("If-Match", false) }
    } else if let ifUnmodifiedSince, object.lastModified > ifUnmodifiedSince {
      return ("If-Unmodified-Since", false)
    }
    if let ifNoneMatch {
      if object.hasETag(ifNoneMatch) { return ("If-None-Match", true) }
    } else if let ifModifiedSince, object.lastModified <= ifModifiedSince, ifModifiedSince <= now {
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

  /// The header of the condition; `nil` where there is none.
  var name: String? { ifMatch != nil ? "If-Match" : ifNoneMatch.map { _ in "If-None-Match" } }

  /// Fails where the conditions do not hold for the object that is there, and where S3 does not
  /// take them: a writer names one ETag, or with `*` says that there shall be no object.
  func check(_ present: StoredObject?, at key: ObjectKey) throws(S3Failure) {
    try checkForm()
    guard ifNoneMatch == nil || present == nil else { throw .preconditionFailed("If-None-Match") }
    try WriteConditions.check(ifMatch, present, at: key)
  }

  /// Fails for conditions that S3 never takes.
  func checkForm() throws(S3Failure) {
    guard ifMatch == nil || ifNoneMatch == nil else {
      throw .refusedHeader(
        "If-Match,If-None-Match", "Multiple conditional request headers present in the request")
    }
    guard ifNoneMatch == nil || ifNoneMatch == "*" else {
      throw WriteConditions.refusedValue(of: "If-None-Match")
    }
    guard ifMatch != "*" else { throw WriteConditions.refusedValue(of: "If-Match") }
  }

  /// Fails where If-Match does not hold; `*` is any object.
  static func check(
    _ ifMatch: String?, _ present: StoredObject?, at key: ObjectKey
  ) throws(S3Failure) {
    guard let ifMatch else { return }
    guard let present else { throw .noSuchKey(key) }
    guard present.hasETag(ifMatch) else { throw .preconditionFailed("If-Match") }
  }

  private static func refusedValue(of header: String) -> S3Failure {
    .refusedHeader(
      header, "We don't accept the provided value of \(header) header for this API")
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
