package import Access
package import Kernel

/// Uploads a part of a multipart upload; KMS opens the data key for each of them.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html
package enum UploadPart: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let number: Int
    let id: UploadID
    let body: PutObject.Content?
    let contentLength: Int?
    let checksums: ChecksumHeaders
    let customer: CustomerKeyHeaders
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let part: UploadedPart
    let upload: MultipartUpload
    let checksum: ContentChecksum?
    let customerKey: CustomerKey?
  }

  package static let name = "UploadPart"
  package static let summary =
    "Uploads a part of a multipart upload; KMS opens the data key for each of them."
  package static let request = Shape(
    Request.init(bucket:key:number:id:body:contentLength:checksums:customer:owner:unsimulated:),
    BucketName.member(\.bucket), ObjectKey.member(\.key), PartNumber.member(\.number),
    UploadID.member(\.id),
    Member("Body", \.body, help: "The name of a file with the part; an empty part without."),
    Member("ContentLength", \.contentLength, help: "The length of the part in bytes."),
    Member(\.checksums, group: ChecksumHeaders.shapeOfParts),
    Member(\.customer, group: CustomerKeyHeaders.shape), ExpectedOwner.member(\.owner),
    Member(
      \.unsimulated, .refused("ChecksumXXHASH64"), .refused("ChecksumXXHASH3"),
      .refused("ChecksumXXHASH128"), .idle("RequestPayer")))
  package static let response =
    Envelope.kindField.of(\Response.upload.envelope)
    + Fields<Response>(.init("ETag", \.part.quotedETag))
    + ContentChecksum.fields.of(\.checksum) + CustomerKey.fields.of(\.customerKey)
    + Envelope.partFields.of(\.upload.envelope)
  package static let effect = Effect.write
  package static let permissions = ["s3:PutObject"]
  package static let errors = [
    "NoSuchBucket", "NoSuchUpload", "InvalidArgument", "InvalidRequest", "InvalidDigest",
    "BadDigest",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = ConditionValues()
    // As with a whole object, AWS CLI sends checksums behind the content.
    values.add(.s3ContentSHA256, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
    return [try storage.s3.demandToWrite(request.id, of: request.key, in: request.bucket, values)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try PartNumber.check(request.number)
    let upload = try storage.s3.upload(request.id, of: request.key, in: bucket)
    let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
    try request.customer.checkAllowed(place)
    let customerKey = try request.customer.key(forPartsOf: upload.envelope)
    let content = request.body?.bytes ?? []
    if let length = request.contentLength, length != content.count {
      throw .invalidRequest("The Content-Length you specified did not match what we received.")
    }
    try request.checksums.check(for: upload)
    let verified = try request.checksums.verified(
      content, needsMD5: upload.envelope.kind.hasDigestAsETag, keeping: upload.checksumAlgorithm)
    try storage.s3.checkRoom(
      for: content.count, insteadOf: upload.parts[request.number]?.storedByteCount ?? 0)
    let keys = try storage.openDataKeys(
      upload.envelope, with: customerKey, of: place, &environment)
    let part = storage.keep(
      content, asPart: request.number, of: upload, at: place, keys, verified.kept,
      md5: verified.md5, &environment)
    return Response(
      part: part, upload: upload,
      checksum: upload.checksum == nil ? verified.named : verified.kept, customerKey: customerKey)
  }
}

extension Envelope {
  /// What answers of parts and of completions tell of the key: not the encryption context.
  static let partFields = Fields<Envelope>(
    .init("SSEKMSKeyId", \.key), .init("BucketKeyEnabled", \.bucketKeyHeader))
}

extension ChecksumHeaders {
  /// Fails for a checksum of another algorithm than the upload was begun with.
  fileprivate func check(for upload: MultipartUpload) throws(S3Failure) {
    let named = try ChecksumHeaders.known(algorithm)
    guard let chosen = upload.checksum, let given = values.sent.first?.algorithm ?? named,
      given != chosen.algorithm
    else { return }
    throw .invalidRequest(
      "Checksum Type mismatch occurred, expected checksum Type: \(chosen.algorithm.headerName),"
        + " actual checksum Type: \(given.headerName)")
  }
}
