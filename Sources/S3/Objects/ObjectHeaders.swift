package import Kernel

/// What a writer says of an object, and readers are told again.
package struct ObjectHeaders: Sendable, Equatable {
  /// How caches may keep the object.
  package let cacheControl: String?
  /// How a browser presents it.
  package let contentDisposition: String?
  /// How it was encoded.
  package let contentEncoding: String?
  /// Its language.
  package let contentLanguage: String?
  /// Its kind; `nil` where the writer named none.
  package let contentType: String?
  /// Until when caches may keep it.
  package let expires: Timestamp?
  /// Where a website leads.
  package let websiteRedirectLocation: String?
  /// The writer's own names and texts.
  package let metadata: UserMetadata?
  /// The storage class; `nil` for STANDARD, where it is an object's.
  package let givenClass: OpenEnumeration<StorageClass>?

  /// What is told of an object whose writer said nothing.
  static let none = ObjectHeaders(
    cacheControl: nil, contentDisposition: nil, contentEncoding: nil, contentLanguage: nil,
    contentType: nil, expires: nil, websiteRedirectLocation: nil, metadata: nil, givenClass: nil)

  static let shape = Shape(
    ObjectHeaders.init(
      cacheControl:contentDisposition:contentEncoding:contentLanguage:contentType:expires:
      websiteRedirectLocation:metadata:givenClass:),
    Member("CacheControl", \.cacheControl, help: "How caches may keep the object."),
    Member("ContentDisposition", \.contentDisposition, help: "How a browser presents it."),
    Member("ContentEncoding", \.contentEncoding, help: "How it was encoded, gzip for instance."),
    Member("ContentLanguage", \.contentLanguage, help: "Its language."),
    Member("ContentType", \.contentType, help: "Its kind; binary/octet-stream without one."),
    Member("Expires", \.expires, help: "Until when caches may keep it."),
    Member("WebsiteRedirectLocation", \.websiteRedirectLocation, help: "Where a website leads."),
    Member("Metadata", \.metadata, help: "Names and texts of your own, 2 KB at most."),
    Member("StorageClass", \.givenClass, help: "A name that is kept; archives cannot be read."))

  /// The kind of content of an object whose writer named none.
  static let standardContentType = "binary/octet-stream"

  /// What a copy has that is told what its source is told: a request decides where a website leads,
  /// and the storage class.
  func copied(by request: ObjectHeaders) -> ObjectHeaders {
    with(request.websiteRedirectLocation, request.givenClass)
  }

  /// As an object keeps it: that it is STANDARD needs no word.
  var kept: ObjectHeaders {
    with(websiteRedirectLocation, storageClass == .standard ? nil : givenClass)
  }

  /// Where the object is kept.
  var storageClass: StorageClass { givenClass?.known ?? .standard }

  /// The same in another storage class.
  func inClass(_ storageClass: StorageClass) -> ObjectHeaders {
    with(websiteRedirectLocation, OpenEnumeration(storageClass.rawValue))
  }

  private func with(
    _ location: String?, _ givenClass: OpenEnumeration<StorageClass>?
  ) -> ObjectHeaders {
    ObjectHeaders(
      cacheControl: cacheControl, contentDisposition: contentDisposition,
      contentEncoding: contentEncoding, contentLanguage: contentLanguage,
      contentType: contentType, expires: expires, websiteRedirectLocation: location,
      metadata: metadata, givenClass: givenClass)
  }

  /// Most bytes of names and values of metadata.
  static let mostMetadataBytes = 2048

  /// Fails for more metadata than S3 takes, and for a text that is no storage class.
  func check() throws(S3Failure) {
    if let givenClass, givenClass.known == nil { throw .invalidStorageClass(givenClass.text) }
    let bytes = (metadata?.pairs ?? []).reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard bytes <= ObjectHeaders.mostMetadataBytes else { throw .metadataTooLarge(bytes) }
  }
}

/// User-defined metadata: `x-amz-meta-…`; names are told in lower case.
package struct UserMetadata: MemberValue, Equatable {
  /// The pairs, in the order in which they were given.
  package let pairs: [Pair]

  /// One pair.
  package struct Pair: Sendable, Equatable {
    /// Its name, in lower case.
    package let name: String
    /// Its value.
    package let value: String
  }

  /// No metadata.
  static let none = UserMetadata(pairs: [])

  package static var type: MemberType { .map }

  package static func decode(
    _ document: Document, _ reader: inout MemberReader
  ) throws(Absent) -> UserMetadata {
    guard let object = document.members else { throw reader.mismatch("a map") }
    var pairs: [Pair] = []
    for entry in object.entries {
      guard let value = entry.value.text else { throw reader.mismatch("a map of strings") }
      pairs.append(Pair(name: entry.name.lowercased(), value: value))
    }
    return UserMetadata(pairs: pairs)
  }

  package var document: Document? {
    .object(DocumentObject(pairs.map { ($0.name, .string($0.value)) }))
  }
}
