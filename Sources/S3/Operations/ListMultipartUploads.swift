package import Access
package import Kernel

/// Lists the open uploads of a bucket, by key and from old to new; needs no key.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
package enum ListMultipartUploads: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let list: ListParameters
    let keyMarker: String?
    let uploadMarker: UploadID?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let uploads: [Listed]?
    let prefixes: [CommonPrefix]?
    let next: Next?
    let isTruncated: Bool
  }
  /// Where the next page begins.
  package struct Next: Sendable {
    let key: String
    let id: UploadID
  }
  /// MultipartUpload.
  package struct Listed: ReplyStructure {
    let key: String
    let id: UploadID
    let upload: MultipartUpload
    let owner: Owner
    package static let fields = Fields<Listed>(
      .init("UploadId", \.id), .init("Key", \.key), .init("Initiated", \.upload.initiated),
      .init("StorageClass", \.upload.storageClass), .init("Owner", \.owner),
      .init("Initiator", \.initiator),
      .init("ChecksumAlgorithm", \.upload.checksum?.algorithm),
      .init("ChecksumType", \.upload.checksum?.type))
    private var initiator: Initiator { Initiator(principal: upload.initiator) }
  }

  package static let name = "ListMultipartUploads"
  package static let summary =
    "Lists the open uploads of a bucket, by key and from old to new; needs no key."
  package static let request = Shape(
    Request.init(bucket:list:keyMarker:uploadMarker:owner:unsimulated:),
    BucketName.member(\.bucket), Member(\.list, group: ListParameters.shapeOfUploads),
    Member("KeyMarker", \.keyMarker, help: "Only keys after this one."),
    Member("UploadIdMarker", \.uploadMarker, help: "With KeyMarker: after this upload of it."),
    ExpectedOwner.member(\.owner), Member(\.unsimulated, .idle("RequestPayer")))
  package static let response = Fields<Response>(
    .init("Bucket", \.request.bucket), .init("KeyMarker", \.keyMarker),
    .init("UploadIdMarker", \.uploadMarker), .init("NextKeyMarker", \.nextKey),
    .init("Prefix", \.request.list.toldPrefix), .init("Delimiter", \.request.list.toldDelimiter),
    .init("NextUploadIdMarker", \.nextID), .init("MaxUploads", \.request.list.toldLimit),
    .init("IsTruncated", \.isTruncated), .init("Uploads", \.uploads),
    .init("CommonPrefixes", \.prefixes), .init("EncodingType", \.request.list.encoding))
  package static let paging: Paging? = Paging(
    .init("KeyMarker", "NextKeyMarker"), .init("UploadIdMarker", "NextUploadIdMarker"),
    limit: "MaxUploads", lists: ["Uploads", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucketMultipartUploads"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:ListBucketMultipartUploads", on: request.bucket)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    let list = request.list
    try EncodingType.check(list.encoding)
    let page = UploadListing(
      bucket, try list.request("max-uploads"), after: try storage.s3.marker(of: request, in: bucket)
    )
    let s3 = storage.s3
    let uploads = page.uploads.map { upload in
      Listed(
        key: list.written(upload.place.key.text), id: s3.id(of: upload), upload: upload,
        owner: Owner(account: bucket.owner))
    }
    return Response(
      request: request, uploads: uploads.isEmpty ? nil : uploads,
      prefixes: list.told(page.commonPrefixes),
      next: page.last.map { Next(key: list.written($0.place.key.text), id: s3.id(of: $0)) },
      isTruncated: page.isTruncated)
  }
}

extension S3State {
  /// Behind which upload a page begins.
  fileprivate func marker(
    of request: ListMultipartUploads.Request, in bucket: Bucket
  ) throws(S3Failure) -> UploadListing.Marker? {
    let key = request.keyMarker ?? ""
    guard !key.isEmpty else { return nil }
    guard let id = request.uploadMarker, !id.text.isEmpty else {
      return UploadListing.Marker(key: key, ordinal: nil)
    }
    guard let ordinal = ordinal(of: id),
      !buckets.values.contains(where: { other in
        other.uploads.contains {
          $0.key.ordinal == ordinal
            && !(other.name == bucket.name && $0.key.key.text.hasSameBytes(as: key))
        }
      })
    else {
      throw .invalidArgument("Invalid uploadId marker", "upload-id-marker", id.text)
    }
    return UploadListing.Marker(key: key, ordinal: ordinal)
  }
}

extension ListMultipartUploads.Response {
  fileprivate var keyMarker: String { request.list.written(request.keyMarker ?? "") }
  fileprivate var uploadMarker: String { request.uploadMarker?.text ?? "" }
  fileprivate var nextKey: String { next?.key ?? "" }
  fileprivate var nextID: String { next?.id.text ?? "" }
}
