package import Access
import Ciphers
package import Kernel

/// Copies an object; the copy is encrypted as its own headers or its bucket say, never as its
/// source.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
package enum CopyObject: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let source: CopySource
    let key: ObjectKey
    let metadataDirective: OpenEnumeration<Directive>?
    let taggingDirective: OpenEnumeration<Directive>?
    let headers: ObjectHeaders
    let tagging: String?
    let lock: LockHeaders
    let encryption: EncryptionHeaders
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let sourceConditions: ReadConditions
    let sourceKey: CustomerKeyHeaders
    let conditions: WriteConditions
    let access: AccessControl
    let owners: Owners
    let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let result: Result
    let object: StoredObject
    let sourceVersionID: ObjectVersionID?
    let versionID: ObjectVersionID?
    let expiration: String?
    let customerKey: CustomerKey?
  }
  /// Whether something is taken from the source or given anew.
  package enum Directive: String, EnumerationValue {
    case copy = "COPY"
    case replace = "REPLACE"
  }
  /// Whom the caller expects to own the buckets.
  package struct Owners: Sendable {
    let destination: ExpectedOwner?
    let source: ExpectedOwner?

    static let shape = Shape(
      Owners.init(destination:source:), ExpectedOwner.member(\.destination),
      ExpectedOwner.member(\.source, "ExpectedSourceBucketOwner"))
  }
  /// CopyObjectResult.
  package struct Result: ReplyStructure {
    let object: StoredObject
    let checksum: ContentChecksum
    package static let fields =
      Fields<Result>(
        .init("ETag", \.object.quotedETag), .init("LastModified", \.object.lastModified))
      + ContentChecksum.typeField.of(\.checksum) + ContentChecksum.fields.of(\.checksum)
  }

  package static let name = "CopyObject"
  package static let summary =
    "Copies an object; the copy is encrypted as its own headers or its bucket say."
  package static let request = Shape(
    Request.init(
      bucket:source:key:metadataDirective:taggingDirective:headers:tagging:lock:encryption:
      checksumAlgorithm:sourceConditions:sourceKey:conditions:access:owners:unsimulated:),
    BucketName.member(\.bucket), CopySource.member(\.source), ObjectKey.member(\.key),
    Member("MetadataDirective", \.metadataDirective, help: "COPY, or REPLACE by this call's."),
    Member("TaggingDirective", \.taggingDirective, help: "COPY, or REPLACE by this call's."),
    Member(\.headers, group: ObjectHeaders.shape),
    Member("Tagging", \.tagging, help: "Tags as in a URL: a=1&b=2; with REPLACE."),
    Member(\.lock, group: LockHeaders.shape),
    Member(\.encryption, group: EncryptionHeaders.shape),
    Member(
      "ChecksumAlgorithm", \.checksumAlgorithm, help: "The checksum; the source's by default."),
    Member(\.sourceConditions, group: ReadConditions.shapeOfSource),
    Member(\.sourceKey, group: CustomerKeyHeaders.shapeOfSource),
    Member(\.conditions, group: WriteConditions.shape),
    Member(\.access, group: AccessControl.shape), Member(\.owners, group: Owners.shape),
    Member(\.unsimulated, .idle("RequestPayer")))
  package static let response =
    Fields<Response>(
      .init("Expiration", \.expiration), .init("CopySourceVersionId", \.sourceVersionID),
      .init("VersionId", \.versionID))
    + Envelope.kindField.of(\.object.envelope) + CustomerKey.fields.of(\.customerKey)
    + Envelope.keyFields.of(\.object.envelope)
    + Fields<Response>(.init("CopyObjectResult", \.result))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion", "s3:GetObjectVersionTagging",
    "s3:ListBucket", "s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectRetention",
    "s3:PutObjectLegalHold",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "InvalidRequest", "InvalidArgument",
    "PreconditionFailed",
    "AccessControlListNotSupported",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check()
    _ = try request.source.parts()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    let source = try request.source.parts()
    let bucket = try storage.s3.bucket(source.bucket)
    let original = try? storage.s3.object(source.key, source.version, in: bucket, method: "PUT")
    let tags = original?.tags ?? []
    let copiesTags = !tags.isEmpty && request.taggingDirective?.known != .replace
    let demands = try storage.s3.demandsToRead(
      source.key, source.version, in: source.bucket,
      copiesTags ? ["s3:GetObject", "s3:GetObjectTagging"] : ["s3:GetObject"],
      request.sourceKey.conditionValues)
    return try demands
      + storage.s3.demandsToCreate(
        request.key, in: request.bucket, request.conditionValues(storage, as: call),
        tagging: request.tagging, copiesTags: copiesTags, lock: request.lock)
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let source = try request.source.parts()
    let (from, to) = (try storage.s3.bucket(source.bucket), try storage.s3.bucket(request.bucket))
    try request.owners.source.check(from)
    try request.owners.destination.check(to)
    let original = try storage.s3.original(of: source, in: from)
    let sourceKey = try request.sourceKey.key(for: original.envelope)
    try checkConditions(request, original, to, at: environment.now)
    let lock = try request.lock.checked(in: to, at: environment.now)
    let place = ObjectPlace(bucket: to, key: request.key, call: call)
    let wanted = try WantedEncryption(request.encryption, for: place)
    try checkChange(request, source, to)
    let (headers, tags) = try told(request, original)
    let algorithm = try ChecksumHeaders.known(request.checksumAlgorithm)
    let keys = try storage.openDataKeys(
      original.envelope, with: sourceKey,
      of: ObjectPlace(bucket: from, key: source.key, call: call), &environment)
    let new = NewObject(
      size: original.size, headers: headers, tags: tags, lock: to.lock(lock, at: environment.now))
    let (object, checksum) = try storage.write(new, wanted, to: place, &environment) {
      (sealer) throws(S3Failure) in
      var digests = ContentDigests(
        algorithm ?? original.checksumAlgorithm, withMD5: wanted.kind.hasDigestAsETag)
      try original.open(0..<original.size, keys) { piece in
        digests.update(piece)
        sealer.seal(piece)
      }
      return digests.finalize()
    }
    return Response(
      result: Result(object: object, checksum: checksum), object: object,
      sourceVersionID: storage.s3.shownID(of: original.version, in: from),
      versionID: storage.s3.writtenID(of: object.version, in: to),
      expiration: to.toldExpiration(of: request.key, object), customerKey: wanted.customerKey)
  }
}

extension CopyObject {
  private static func checkConditions(
    _ request: Request, _ original: StoredObject, _ bucket: Bucket, at now: Timestamp
  ) throws(S3Failure) {
    try request.key.check()
    try request.access.check()
    try request.sourceConditions.checkSource(original, at: now)
    try request.conditions.check(bucket.current(request.key), at: request.key)
  }

  /// Fails for a copy onto itself that would change nothing.
  private static func checkChange(
    _ request: Request, _ source: CopySource.Parts, _ bucket: Bucket
  ) throws(S3Failure) {
    let isSame = source.bucket == request.bucket && source.key == request.key
    let changes =
      request.metadataDirective?.known == .replace || request.headers.givenClass != nil
      || request.headers.websiteRedirectLocation != nil || request.encryption.asksForEncryption
      || bucket.encryption.isConfigured || source.version != nil
    guard !isSame || changes else {
      throw .invalidRequest(
        "This copy request is illegal because it is trying to copy an object to itself without"
          + " changing the object's metadata, storage class, website redirect location or"
          + " encryption attributes.")
    }
  }

  /// What the copy's readers are told: the source's, or what the call says.
  private static func told(
    _ request: Request, _ original: StoredObject
  ) throws(S3Failure) -> (headers: ObjectHeaders, tags: [ObjectTag]) {
    for directive in [request.metadataDirective, request.taggingDirective] {
      guard directive == nil || directive?.known != nil else {
        throw .invalidArgument("Unknown directive: \(directive?.text ?? "")")
      }
    }
    try request.headers.check()
    let given = try request.tagging.map(ObjectTag.read(header:)) ?? []
    let headers =
      request.metadataDirective?.known == .replace
      ? request.headers : original.headers.copied(by: request.headers)
    return (
      headers.kept, request.taggingDirective?.known == .replace ? given : original.tags
    )
  }
}
