package import Access
package import Kernel

/// Copies an object, or a stretch of it, as a part of a multipart upload; KMS opens both data keys.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
package enum UploadPartCopy: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let source: CopySource
    let range: CopySourceRange?
    let sourceConditions: ReadConditions
    let key: ObjectKey
    let number: Int
    let id: UploadID
    let customer: CustomerKeyHeaders
    let sourceKey: CustomerKeyHeaders
    let owners: CopyObject.Owners
    let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let sourceVersionID: ObjectVersionID?
    let result: Result
    let upload: MultipartUpload
    let customerKey: CustomerKey?
  }
  /// CopyPartResult.
  package struct Result: ReplyStructure {
    let part: UploadedPart
    let checksum: ContentChecksum?
    package static let fields =
      Fields<Result>(
        .init("ETag", \.part.quotedETag), .init("LastModified", \.part.lastModified))
      + ContentChecksum.fields.of(\.checksum)
  }

  package static let name = "UploadPartCopy"
  package static let summary =
    "Copies an object, or a stretch of it, as a part of a multipart upload."
  package static let request = Shape(
    Request.init(
      bucket:source:range:sourceConditions:key:number:id:customer:sourceKey:owners:unsimulated:),
    BucketName.member(\.bucket), CopySource.member(\.source),
    Member(
      "CopySourceRange", \.range, help: "A stretch of the source: bytes=0-5242879; all without."),
    Member(\.sourceConditions, group: ReadConditions.shapeOfSource), ObjectKey.member(\.key),
    PartNumber.member(\.number), UploadID.member(\.id),
    Member(\.customer, group: CustomerKeyHeaders.shape),
    Member(\.sourceKey, group: CustomerKeyHeaders.shapeOfSource),
    Member(\.owners, group: CopyObject.Owners.shape),
    Member(\.unsimulated, .idle("RequestPayer")))
  package static let response =
    Fields<Response>(.init("CopySourceVersionId", \.sourceVersionID))
    + Envelope.kindField.of(\.upload.envelope) + CustomerKey.fields.of(\.customerKey)
    + Envelope.partFields.of(\.upload.envelope)
    + Fields<Response>(.init("CopyPartResult", \.result))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket", "s3:PutObject",
  ]
  package static let errors = [
    "NoSuchBucket", "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "InvalidArgument",
    "InvalidRequest", "PreconditionFailed",
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
    let demands = try storage.s3.demandsToRead(
      source.key, source.version, in: source.bucket, ["s3:GetObject"],
      request.sourceKey.conditionValues)
    var values = ConditionValues()
    values.add(.s3CopySource, request.source.header)
    return demands + [
      try storage.s3.demandToWrite(request.id, of: request.key, in: request.bucket, values)
    ]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let source = try request.source.parts()
    let (from, to) = (try storage.s3.bucket(source.bucket), try storage.s3.bucket(request.bucket))
    try request.owners.source.check(from)
    try request.owners.destination.check(to)
    try PartNumber.check(request.number)
    let upload = try storage.s3.upload(request.id, of: request.key, in: to)
    let place = ObjectPlace(bucket: to, key: request.key, call: call)
    try request.customer.checkAllowed(place)
    let customerKey = try request.customer.key(forPartsOf: upload.envelope)
    let original = try storage.s3.original(of: source, in: from)
    let sourceKey = try request.sourceKey.key(for: original.envelope)
    try request.sourceConditions.checkSource(original, at: environment.now)
    let range = try request.range?.offsets(in: original.size) ?? 0..<original.size
    try storage.s3.checkRoom(
      for: range.count, insteadOf: upload.parts[request.number]?.storedByteCount ?? 0)
    let sourceKeys = try storage.openDataKeys(
      original.envelope, with: sourceKey,
      of: ObjectPlace(bucket: from, key: source.key, call: call), &environment)
    let content = try original.read(range, sourceKeys)
    let keys = try storage.openDataKeys(
      upload.envelope, with: customerKey, of: place, &environment)
    var digests = ContentDigests(
      upload.checksumAlgorithm, withMD5: upload.envelope.kind.hasDigestAsETag)
    digests.update(content)
    let (checksum, md5) = digests.finalize()
    let part = storage.keep(
      content, asPart: request.number, of: upload, at: place, keys, checksum, md5: md5,
      &environment)
    return Response(
      sourceVersionID: storage.s3.shownID(of: original.version, in: from),
      result: Result(part: part, checksum: upload.checksum == nil ? nil : checksum),
      upload: upload, customerKey: customerKey)
  }
}

/// The stretch of a source that a part is copied of: `bytes=first-last`, and no other form.
package struct CopySourceRange: TextValue {
  /// The header as it was given.
  package let text: String

  /// Makes a range of any text.
  package init(_ text: String) { self.text = text }

  /// The offsets in a content of so many bytes.
  func offsets(in size: Int) throws(S3Failure) -> Range<Int> {
    let ends = text.dropFirst(6).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false
    ).map(CopySourceRange.number)
    guard text.hasPrefix("bytes="), ends.count == 2, let first = ends[0], let last = ends[1],
      first <= last
    else {
      throw .invalidArgument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
          + " last are the zero-based offsets of the first and last bytes to copy",
        "x-amz-copy-source-range", text)
    }
    guard first < size else {
      throw .invalidRequest("The specified copy range is invalid for the source object size")
    }
    guard last < size else {
      throw .invalidArgument(
        "Range specified is not valid for source object of size: \(size)",
        "x-amz-copy-source-range", text)
    }
    return first..<last + 1
  }

  /// A number of digits; one that does not fit is beyond every content.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text) ?? Int.max
  }
}
