package import Access
package import Kernel

/// Writes an object, encrypted at rest.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
package enum PutObject: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let body: Content?
    let contentLength: Int?
    let headers: ObjectHeaders
    let tagging: String?
    let lock: LockHeaders
    let encryption: EncryptionHeaders
    let checksums: ChecksumHeaders
    let conditions: WriteConditions
    let access: AccessControl
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let object: StoredObject
    let checksum: ContentChecksum
    let versionID: ObjectVersionID?
    let expiration: String?
    let customerKey: CustomerKey?
  }

  package static let name = "PutObject"
  package static let summary = "Writes an object, encrypted at rest."
  package static let request = Shape(
    Request.init(
      bucket:key:body:contentLength:headers:tagging:lock:encryption:checksums:
      conditions:access:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member("Body", \.body, help: "The name of a file with the content; an empty object without."),
    Member("ContentLength", \.contentLength, help: "The length of the content in bytes."),
    Member(\.headers, group: ObjectHeaders.shape),
    Member("Tagging", \.tagging, help: "Tags as in a URL: a=1&b=2."),
    Member(\.lock, group: LockHeaders.shape),
    Member(\.encryption, group: EncryptionHeaders.shape),
    Member(\.checksums, group: ChecksumHeaders.shape),
    Member(\.conditions, group: WriteConditions.shape),
    Member(\.access, group: AccessControl.shape), ExpectedOwner.member(\.owner),
    Member(
      \.unsimulated, .refused("ChecksumXXHASH64"), .refused("ChecksumXXHASH3"),
      .refused("ChecksumXXHASH128"), .refused("WriteOffsetBytes", Int.self), .idle("RequestPayer")))
  package static let response =
    Fields<Response>(.init("Expiration", \.expiration), .init("ETag", \.object.quotedETag))
    + ContentChecksum.fields.of(\.checksum) + ContentChecksum.typeField.of(\.checksum)
    + Envelope.kindField.of(\.object.envelope)
    + Fields<Response>(.init("VersionId", \.versionID)) + CustomerKey.fields.of(\.customerKey)
    + Envelope.keyFields.of(\.object.envelope)
  package static let effect = Effect.write
  package static let permissions = [
    "s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectRetention", "s3:PutObjectLegalHold",
  ]
  package static let errors = [
    "NoSuchBucket", "InvalidArgument", "InvalidRequest", "InvalidDigest", "BadDigest",
    "KeyTooLongError", "MetadataTooLarge", "PreconditionFailed", "AccessControlListNotSupported",
    "NoSuchKey",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    try storage.s3.demandsToCreate(
      request.key, in: request.bucket, request.conditionValues(storage, as: call),
      tagging: request.tagging, lock: request.lock)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try request.key.check()
    try request.access.check()
    try request.headers.check()
    let tags = try request.tagging.map(ObjectTag.read(header:)) ?? []
    let lock = try request.lock.checked(in: bucket, at: environment.now)
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    let wanted = try WantedEncryption(request.encryption, for: place)
    try request.conditions.check(bucket.current(request.key), at: request.key)
    let content = request.body?.bytes ?? []
    if let length = request.contentLength, length != content.count {
      throw .invalidRequest("The Content-Length you specified did not match what we received.")
    }
    let verified = try request.checksums.verified(
      content, needsMD5: wanted.kind.hasDigestAsETag)
    let new = NewObject(
      size: content.count, headers: request.headers.kept, tags: tags,
      lock: bucket.lock(lock, at: environment.now))
    let (object, checksum) = try storage.write(new, wanted, to: place, &environment) { sealer in
      sealer.seal(content)
      return (verified.kept, verified.md5)
    }
    return Response(
      object: object, checksum: checksum,
      versionID: storage.s3.writtenID(of: object.version, in: bucket),
      expiration: bucket.toldExpiration(of: request.key, object), customerKey: wanted.customerKey)
  }

  /// The content of an object.
  package struct Content: StreamValue {
    package let bytes: [UInt8]
    package init(_ bytes: [UInt8]) { self.bytes = bytes }
  }
}
