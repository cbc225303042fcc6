package import Access
import Ciphers
package import Kernel

/// What GetObject and HeadObject are asked.
package struct ReadRequest: Sendable {
  let bucket: BucketName
  let key: ObjectKey
  let range: ByteRange?
  let partNumber: Int?
  let conditions: ReadConditions
  let replies: ReplyHeaders
  let checksumMode: String?
  let owner: ExpectedOwner?
  let versionID: ObjectVersionID?
  let customer: CustomerKeyHeaders
  let unsimulated: UnsimulatedMembers

  static let shape = Shape(
    ReadRequest.init(
      bucket:key:range:partNumber:conditions:replies:checksumMode:owner:versionID:customer:
      unsimulated:
    ),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("Range", \.range, help: "A part: bytes=0-99, bytes=100- or bytes=-5."),
    Member("PartNumber", \.partNumber, help: "This part of a multipart upload."),
    Member(\.conditions, group: ReadConditions.shape),
    Member(\.replies, group: ReplyHeaders.shape),
    Member("ChecksumMode", \.checksumMode, help: "ENABLED: tells the checksum too."),
    ExpectedOwner.member(\.owner),
    ObjectVersionID.member(\.versionID), Member(\.customer, group: CustomerKeyHeaders.shape),
    Member(\.unsimulated, .idle("RequestPayer")))

  /// Fails for what this program has not, and for a part that no object has.
  func check() throws(S3Failure) {
    try unsimulated.check()
    if let partNumber { try PartNumber.check(partNumber) }
  }

  /// The stretch of an object that is wanted; `nil` for all of it.
  func offsets(in object: StoredObject) throws(S3Failure) -> Range<Int>? {
    guard let partNumber else { return try range?.offsets(in: object.size) }
    guard range == nil else {
      throw .invalidRequest("Cannot specify both Range header and partNumber query parameter")
    }
    return try object.range(ofPart: partNumber)
  }

  /// The checksum that is told: of the whole object, or of a part that has one of its own.
  func checksum(
    of object: StoredObject, _ range: Range<Int>?, _ keys: [SymmetricKey]
  ) throws(S3Failure) -> ContentChecksum? {
    guard wantsChecksum(of: object, range) else { return nil }
    guard let partNumber, !object.parts.isEmpty else {
      return try object.checksum(keys)
    }
    return try object.parts[partNumber - 1].checksum(object.checksumAlgorithm, keys)
  }

  /// Whether a checksum is told: not for a stretch, nor for a part of an object that has one of all
  /// bytes.
  func wantsChecksum(of object: StoredObject, _ range: Range<Int>?) -> Bool {
    let isPart = partNumber != nil && !object.parts.isEmpty
    return checksumMode == "ENABLED"
      && (isPart ? object.checksumType == .composite : range == nil || partNumber != nil)
  }
}

/// What reads an object, or tells of it all that reading tells.
package protocol ObjectReading: S3Operation where Request == ReadRequest {}

extension ObjectReading {
  package static var request: Shape<ReadRequest> { ReadRequest.shape }
  package static var effect: Effect { .read }
  package static var permissions: [String] {
    ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"]
  }

  package static func check(_ request: Request) throws(S3Failure) { try request.check() }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToRead(
      request.key, request.versionID, in: request.bucket, ["s3:GetObject"],
      request.customer.conditionValues)
  }
}

/// Headers that a reader wants instead of the object's own.
package struct ReplyHeaders: Sendable {
  let cacheControl: String?
  let contentDisposition: String?
  let contentEncoding: String?
  let contentLanguage: String?
  let contentType: String?
  let expires: Timestamp?

  static let shape = Shape(
    ReplyHeaders.init(
      cacheControl:contentDisposition:contentEncoding:contentLanguage:contentType:expires:),
    Member("ResponseCacheControl", \.cacheControl, help: "CacheControl of the answer."),
    Member("ResponseContentDisposition", \.contentDisposition, help: "The same for this header."),
    Member("ResponseContentEncoding", \.contentEncoding, help: "The same for this header."),
    Member("ResponseContentLanguage", \.contentLanguage, help: "The same for this header."),
    Member("ResponseContentType", \.contentType, help: "The same for this header."),
    Member("ResponseExpires", \.expires, help: "The same for this header."))
}

/// What is told of an object beside its content.
package struct ObjectReply: Sendable {
  let object: StoredObject
  /// Its id, where the bucket has ever kept versions.
  let versionID: ObjectVersionID?
  /// When it goes by the bucket's rules; not told of a version that is named.
  let expiration: String?
  let range: Range<Int>?
  let checksum: ContentChecksum?
  /// The key that its reader brought; `nil` for an object that needs none.
  let customerKey: CustomerKey?
  /// What the reader may know of its lock.
  let lock: VersionLock
  /// What was asked, which may want other headers than the object's own.
  let request: ReadRequest

  /// The members in the model's order, in which GetObject has the ETag before the checksums.
  static func fields(eTagFirst: Bool) -> Fields<ObjectReply> {
    let eTag = Fields<ObjectReply>(.init("ETag", \.object.quotedETag))
    let start = Fields<ObjectReply>(
      .init("AcceptRanges", \.acceptRanges), .init("Expiration", \.expiration),
      .init("LastModified", \.object.lastModified),
      .init("ContentLength", \.contentLength))
    return start + (eTagFirst ? eTag + checksums : checksums + eTag) + version
      + (eTagFirst ? content + contentRange + contentType : content + contentType + contentRange)
      + rest + key + last
  }

  private static let checksums =
    ContentChecksum.fields.of(\ObjectReply.checksum)
    + ContentChecksum.typeField.of(\ObjectReply.checksum)
  private static let version = Fields<ObjectReply>(.init("VersionId", \.versionID))
  private static let content = Fields<ObjectReply>(
    .init("CacheControl", \.cacheControl), .init("ContentDisposition", \.contentDisposition),
    .init("ContentEncoding", \.contentEncoding), .init("ContentLanguage", \.contentLanguage))
  private static let contentRange = Fields<ObjectReply>(.init("ContentRange", \.contentRange))
  private static let contentType = Fields<ObjectReply>(.init("ContentType", \.contentType))
  private static let rest = Fields<ObjectReply>(
    .init("Expires", \.expires),
    .init("WebsiteRedirectLocation", \.object.headers.websiteRedirectLocation),
    .init("ServerSideEncryption", \.object.envelope.kind.header), .init("Metadata", \.metadata))
  private static let key = CustomerKey.fields.of(\ObjectReply.customerKey)
  private static let last =
    Fields<ObjectReply>(
      .init("SSEKMSKeyId", \.object.envelope.key),
      .init("BucketKeyEnabled", \.object.envelope.bucketKeyHeader),
      .init("StorageClass", \.object.headers.givenClass), .init("PartsCount", \.partCount),
      .init("TagCount", \.tagCount))
    + VersionLock.fields.of(\ObjectReply.lock)
}

extension ObjectReply {
  private var overriding: ReplyHeaders { request.replies }
  /// The number of parts, told to those who ask for one.
  private var partCount: Int? {
    request.partNumber == nil || object.parts.isEmpty ? nil : object.parts.count
  }
  private var acceptRanges: String { "bytes" }
  private var contentLength: Int { range?.count ?? object.size }
  private var contentRange: String? {
    // An empty part is no range of bytes.
    range.flatMap { $0.isEmpty ? nil : $0 }.map {
      "bytes \($0.lowerBound)-\($0.upperBound - 1)/\(object.size)"
    }
  }
  private var cacheControl: String? { overriding.cacheControl ?? object.headers.cacheControl }
  private var contentDisposition: String? {
    overriding.contentDisposition ?? object.headers.contentDisposition
  }
  private var contentEncoding: String? {
    overriding.contentEncoding ?? object.headers.contentEncoding
  }
  private var contentLanguage: String? {
    overriding.contentLanguage ?? object.headers.contentLanguage
  }
  private var contentType: String {
    overriding.contentType ?? object.headers.contentType ?? ObjectHeaders.standardContentType
  }
  private var expires: Timestamp? { overriding.expires ?? object.headers.expires }
  private var metadata: UserMetadata { object.headers.metadata ?? .none }
  private var tagCount: Int? { object.tags.isEmpty ? nil : object.tags.count }
}
