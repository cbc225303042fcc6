package import Access
package import Kernel

/// Lists the parts of an upload; needs the key only where a checksum was asked for.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
package enum ListParts: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let key: ObjectKey
    let limit: Int?
    let marker: Int?
    let id: UploadID
    let customer: CustomerKeyHeaders
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let upload: MultipartUpload
    let account: AccountID
    let page: [Listed]
    let isTruncated: Bool
    let abortion: (time: Timestamp, rule: String)?
  }
  /// Part.
  package struct Listed: ReplyStructure {
    let part: UploadedPart
    let checksum: ContentChecksum?
    package static let fields =
      Fields<Listed>(
        .init("PartNumber", \.part.part.number), .init("LastModified", \.part.lastModified),
        .init("ETag", \.part.quotedETag), .init("Size", \.part.part.size))
      + ContentChecksum.fields.of(\.checksum)
  }

  package static let name = "ListParts"
  package static let summary =
    "Lists the parts of an upload; needs the key only where a checksum was asked for."
  package static let request = Shape(
    Request.init(bucket:key:limit:marker:id:customer:owner:unsimulated:),
    BucketName.member(\.bucket),
    ObjectKey.member(\.key),
    Member("MaxParts", \.limit, help: "Most parts of one answer, at most 1,000."),
    Member("PartNumberMarker", \.marker, help: "Only parts after this one."),
    UploadID.member(\.id), Member(\.customer, group: CustomerKeyHeaders.shape),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))
  package static let response = Fields<Response>(
    .init("AbortDate", \.abortion?.time), .init("AbortRuleId", \.abortion?.rule),
    .init("Bucket", \.request.bucket), .init("Key", \.request.key), .init("UploadId", \.request.id),
    .init("PartNumberMarker", \.marker), .init("NextPartNumberMarker", \.next),
    .init("MaxParts", \.limit), .init("IsTruncated", \.isTruncated), .init("Parts", \.parts),
    .init("Initiator", \.initiator), .init("Owner", \.owner),
    .init("StorageClass", \.upload.storageClass),
    .init("ChecksumAlgorithm", \.upload.checksum?.algorithm),
    .init("ChecksumType", \.upload.checksum?.type))
  package static let paging: Paging? = Paging(
    .init("PartNumberMarker", "NextPartNumberMarker"), limit: "MaxParts", lists: ["Parts"],
    others: ["ChecksumAlgorithm", "Initiator", "Owner", "StorageClass", "ChecksumType"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListMultipartUploadParts"]
  package static let errors = [
    "NoSuchBucket", "NoSuchUpload", "InvalidArgument", "InvalidRequest",
    "InvalidEncryptionAlgorithmError",
  ]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:ListMultipartUploadParts", on: request.key, in: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let limit = try ListRequest.limit(request.limit, "max-parts")
    let marker = try ListRequest.number(request.marker, "part-number-marker")
    let upload = try storage.s3.upload(request.id, of: request.key, in: bucket)
    let customerKey = try request.customer.keyIfGiven(forPartsOf: upload.envelope)
    var parts = upload.parts.entries(from: marker + 1).prefix(limit + 1).map(\.value)
    let isTruncated = parts.count > limit && limit > 0
    parts = Array(parts.prefix(limit))
    var page: [Listed] = []
    if upload.checksum == nil {
      page = parts.map { Listed(part: $0, checksum: nil) }
    } else {
      let place = ObjectPlace(bucket: bucket, key: request.key, call: call)
      let keys = try upload.openedKeys(with: customerKey, of: place, in: &storage, &environment)
      for part in parts {
        page.append(
          Listed(
            part: part, checksum: try part.part.checksum(upload.checksumAlgorithm, keys)))
      }
    }
    return Response(
      request: request, upload: upload, account: bucket.owner, page: page,
      isTruncated: isTruncated, abortion: bucket.abortion(of: upload))
  }
}

extension ListParts.Response {
  fileprivate var marker: Int { request.marker ?? 0 }
  /// The last number of the page, also where no other page follows.
  fileprivate var next: Int { page.last?.part.part.number ?? 0 }
  fileprivate var limit: Int { min(request.limit ?? ListRequest.mostKeys, ListRequest.mostKeys) }
  fileprivate var parts: [ListParts.Listed]? { page.isEmpty ? nil : page }
  fileprivate var initiator: Initiator { Initiator(principal: upload.initiator) }
  fileprivate var owner: Owner { Owner(account: account) }
}
