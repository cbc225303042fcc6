package import Access
package import Kernel

/// Begins a multipart upload: how its parts are encrypted is settled here.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
package enum CreateMultipartUpload: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let headers: ObjectHeaders
    let tagging: String?
    let lock: LockHeaders
    let encryption: EncryptionHeaders
    let checksumAlgorithm: OpenEnumeration<ChecksumAlgorithm>?
    let checksumType: OpenEnumeration<ChecksumType>?
    let access: AccessControl
    let owner: ExpectedOwner?
    let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let bucket: BucketName
    let key: ObjectKey
    let id: UploadID
    let upload: MultipartUpload
    let abortion: (time: Timestamp, rule: String)?
    let customerKey: CustomerKey?
  }

  package static let name = "CreateMultipartUpload"
  package static let summary =
    "Begins a multipart upload: how its parts are encrypted is settled here."
  package static let request = Shape(
    Request.init(
      bucket:key:headers:tagging:lock:encryption:checksumAlgorithm:checksumType:
      access:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key),
    Member(\.headers, group: ObjectHeaders.shape),
    Member("Tagging", \.tagging, help: "Tags as in a URL: a=1&b=2."),
    Member(\.lock, group: LockHeaders.shape),
    Member(\.encryption, group: EncryptionHeaders.shape),
    Member(
      "ChecksumAlgorithm", \.checksumAlgorithm,
      help: "The checksum of the parts and of the object; CRC64NVME of the object without."),
    Member(
      "ChecksumType", \.checksumType,
      help: "COMPOSITE: of the parts' checksums; FULL_OBJECT: of all bytes."),
    Member(\.access, group: AccessControl.shape), ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .idle("RequestPayer")))
  package static let response =
    Fields<Response>(
      .init("AbortDate", \.abortion?.time), .init("AbortRuleId", \.abortion?.rule))
    + Envelope.kindField.of(\.upload.envelope) + CustomerKey.fields.of(\.customerKey)
    + Envelope.keyFields.of(\.upload.envelope)
    + Fields<Response>(
      .init("ChecksumAlgorithm", \.upload.checksum?.algorithm),
      .init("ChecksumType", \.upload.checksum?.type), .init("Bucket", \.bucket),
      .init("Key", \.key), .init("UploadId", \.id))
  package static let effect = Effect.write
  package static let permissions = [
    "s3:PutObject", "s3:PutObjectTagging", "s3:PutObjectRetention", "s3:PutObjectLegalHold",
  ]
  package static let errors = [
    "NoSuchBucket", "InvalidArgument", "InvalidRequest", "KeyTooLongError", "MetadataTooLarge",
    "AccessControlListNotSupported",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func check(_ request: Request) throws(S3Failure) {
    try request.unsimulated.check()
  }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = request.conditionValues(storage, as: call)
    values.add(.s3ObjectCreationOperation, false)
    return try storage.s3.demandsToCreate(
      request.key, in: request.bucket, values, tagging: request.tagging, lock: request.lock)
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
    let checksum = try chosenChecksum(request)
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    let wanted = try WantedEncryption(request.encryption, for: place)
    let values = request.conditionValues(storage, as: call)
    // The data keys are made anew of the envelope with each part; none is kept in the clear.
    let (envelope, _) = try storage.makeDataKeys(wanted, for: place, &environment)
    let upload = MultipartUpload(
      place: storage.s3.nextUploadPlace(request.key, &environment), initiated: environment.now,
      initiator: call.principal, headers: request.headers.kept, tags: tags, envelope: envelope,
      conditionValues: values, checksum: checksum, lock: lock)
    storage.s3.begin(upload, in: request.bucket)
    return Response(
      bucket: request.bucket, key: request.key, id: storage.s3.id(of: upload), upload: upload,
      abortion: bucket.abortion(of: upload), customerKey: wanted.customerKey)
  }

  private static func chosenChecksum(_ request: Request) throws(S3Failure) -> ChosenChecksum? {
    guard let algorithm = try ChecksumHeaders.known(request.checksumAlgorithm) else {
      guard request.checksumType == nil else {
        throw .invalidRequest(
          "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
            + " header.")
      }
      return nil
    }
    guard let given = request.checksumType else {
      return ChosenChecksum(algorithm: algorithm, type: algorithm.typeOfUploads)
    }
    guard let type = given.known else {
      throw .invalidRequest("Value for x-amz-checksum-type header is invalid.")
    }
    guard algorithm.has(type) else {
      throw .invalidRequest(
        "The \(type.rawValue) checksum type cannot be used with the \(algorithm.headerName)"
          + " checksum algorithm.")
    }
    return ChosenChecksum(algorithm: algorithm, type: type)
  }
}
