package import Access
import Ciphers
package import Kernel

/// Makes an object of the parts of an upload; its bytes are not encrypted again.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
package enum CompleteMultipartUpload: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let list: CompletedMultipartUpload?
    let id: UploadID
    let checksums: ChecksumValues
    let checksumType: OpenEnumeration<ChecksumType>?
    let size: Int?
    let conditions: WriteConditions
    let customer: CustomerKeyHeaders
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let location: String
    let bucket: BucketName
    let key: ObjectKey
    let object: StoredObject
    let checksum: ContentChecksum?
    let versionID: ObjectVersionID?
    let expiration: String?
  }

  package static let name = "CompleteMultipartUpload"
  package static let summary =
    "Makes an object of the parts of an upload; its bytes are not encrypted again."
  package static let request = Shape(
    Request.init(
      bucket:key:list:id:checksums:checksumType:size:conditions:customer:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member(
      "MultipartUpload", \.list,
      help: "The parts: Parts=[{PartNumber=1,ETag=…},{PartNumber=2,ETag=…}]."),
    UploadID.member(\.id), Member(\.checksums, group: ChecksumValues.shape),
    Member("ChecksumType", \.checksumType, help: "The type that the upload was begun with."),
    Member("MpuObjectSize", \.size, help: "The size of the object in bytes, to be compared."),
    Member(\.conditions, group: WriteConditions.shape),
    Member(\.customer, group: CustomerKeyHeaders.shape), ExpectedOwner.member(\.owner),
    Member(
      \.unsimulated, .refused("ChecksumXXHASH64"), .refused("ChecksumXXHASH3"),
      .refused("ChecksumXXHASH128"), .idle("RequestPayer")))
  package static let response =
    Fields<Response>(.init("Expiration", \.expiration))
    + Envelope.kindField.of(\.object.envelope)
    + Fields<Response>(.init("VersionId", \.versionID))
    + Envelope.partFields.of(\.object.envelope)
    + Fields<Response>(
      .init("Location", \.location), .init("Bucket", \.bucket), .init("Key", \.key),
      .init("ETag", \.object.quotedETag))
    + ContentChecksum.fields.of(\.checksum) + ContentChecksum.typeField.of(\.checksum)
  package static let effect = Effect.write
  package static let permissions = ["s3:PutObject"]
  package static let errors = [
    "NoSuchBucket", "NoSuchUpload", "InvalidPart", "InvalidPartOrder", "EntityTooSmall",
    "InvalidArgument", "InvalidRequest", "MalformedXML", "BadDigest", "NoSuchKey",
    "PreconditionFailed", "ConditionalRequestConflict",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [
      try storage.s3.demandToWrite(
        request.id, of: request.key, in: request.bucket, creates: true,
        request.conditions.conditionValues
      ).withXML
    ]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let upload = try storage.s3.upload(request.id, of: request.key, in: bucket)
    try request.conditions.checkForm()
    let named = NamedUpload(upload: upload, id: request.id)
    let parts = try named.parts(of: request.list)
    let size = parts.reduce(0) { $0 + $1.part.size }
    try checkSize(request, size)
    try checkType(request, upload)
    let sent = try request.checksums.checked()
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    let customerKey = try request.customer.keyIfGiven(forPartsOf: upload.envelope)
    let values = try storage.checksums(
      of: parts, upload, customerKey, at: place, isAsked: sent != nil, &environment)
    try named.check(request.list?.parts ?? [], with: values)
    let checksum = values.map {
      ContentChecksum(
        ofParts: zip(parts, $0).map { ($0.part.size, $1.value) }, upload.checksumAlgorithm,
        upload.checksumType)
    }
    try checkWhole(sent, checksum)
    try checkConditions(request, upload, bucket)
    let object = StoredObject(
      upload, parts, size: size, version: storage.s3.nextVersion(in: request.bucket),
      lock: bucket.lock(upload.lock, at: environment.now))
    storage.s3.complete(upload, as: object, in: request.bucket)
    return Response(
      location: bucket.location(of: request.key), bucket: request.bucket, key: request.key,
      object: object, checksum: checksum,
      versionID: storage.s3.writtenID(of: object.version, in: bucket),
      expiration: bucket.toldExpiration(of: request.key, object))
  }

  private static func checkSize(_ request: Request, _ size: Int) throws(S3Failure) {
    guard let expected = request.size, expected != size else { return }
    throw .invalidRequest(
      "The provided 'x-amz-mp-object-size' header value \(expected) does not match what was"
        + " computed: \(size)")
  }

  private static func checkConditions(
    _ request: Request, _ upload: MultipartUpload, _ bucket: Bucket
  ) throws(S3Failure) {
    try request.conditions.check(bucket.current(request.key), at: request.key)
    if upload.isOvertaken, let condition = request.conditions.name {
      throw .conflict(condition, request.key)
    }
  }

  private static func checkType(
    _ request: Request, _ upload: MultipartUpload
  ) throws(S3Failure) {
    if let type = request.checksumType, type.known == nil || type.known != upload.checksum?.type {
      throw .invalidRequest(
        "The upload was created using the \(upload.checksum?.type.rawValue ?? "null") checksum"
          + " mode. The complete request must use the same checksum mode.")
    }
    let numbers = request.list?.parts?.map(\.number) ?? []
    if upload.checksumType == .composite, numbers != Array(1...max(1, numbers.count)) {
      throw .partsNotConsecutive
    }
  }

  /// Compares the checksum that was sent for the whole object.
  private static func checkWhole(
    _ sent: ContentChecksum?, _ checksum: ContentChecksum?
  ) throws(S3Failure) {
    guard let sent, sent.algorithm != checksum?.algorithm || sent.text != checksum?.text else {
      return
    }
    throw .badDigest(
      "The \(sent.algorithm.headerName) you specified did not match the calculated checksum.")
  }
}

extension Storage {
  /// The checksums of parts, where S3 opens them: they are encrypted as the parts are, and KMS is
  /// asked for the data key only where somebody asks for a checksum.
  fileprivate mutating func checksums(
    of parts: [UploadedPart], _ upload: MultipartUpload, _ customerKey: CustomerKey?,
    at place: ObjectPlace, isAsked: Bool, _ environment: inout Environment
  ) throws(S3Failure) -> [ContentChecksum]? {
    guard upload.checksum != nil || isAsked || upload.envelope.kind == .managed(.aes256) else {
      return nil
    }
    let keys = try upload.openedKeys(with: customerKey, of: place, in: &self, &environment)
    var checksums: [ContentChecksum] = []
    for part in parts {
      checksums.append(try part.part.checksum(upload.checksumAlgorithm, keys))
    }
    return checksums
  }
}

extension StoredObject {
  /// The object of an upload: as old as the upload, and with an ETag of its parts' ETags.
  fileprivate convenience init(
    _ upload: MultipartUpload, _ parts: [UploadedPart], size: Int, version: VersionNumber,
    lock: VersionLock
  ) {
    var md5 = Insecure.MD5()
    for part in parts { md5.update(Hex.decode(part.eTag) ?? []) }
    self.init(
      version: version, size: size, eTag: ETag(md5.finalize(), partCount: parts.count),
      lastModified: upload.initiated, headers: upload.headers, tags: upload.tags,
      envelope: upload.envelope, segments: parts.flatMap(\.segments), parts: parts.map(\.part),
      checksumAlgorithm: upload.checksumAlgorithm, checksumType: upload.checksumType,
      sealedChecksum: [], lock: lock)
  }
}

extension Bucket {
  /// The address of an object.
  fileprivate func location(of key: ObjectKey) -> String {
    "https://\(name.text).s3.\(region).amazonaws.com/"
      + PercentEncoding.encode(key.text).replacing("/", with: "%2F")
  }
}
