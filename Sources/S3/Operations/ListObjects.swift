package import IAM
package import Kernel

/// Lists the objects of a bucket as the first version of the API did.
package enum ListObjects: S3Operation {
  package struct Request: Sendable {
    let bucket: BucketName
    let delimiter: String?
    let encoding: OpenEnumeration<EncodingType>?
    let marker: String?
    let limit: Int?
    let prefix: String?
    let owner: ExpectedOwner?
    let refused: RefusedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let page: Listing
    let account: AccountID
  }

  package static let name = "ListObjects"
  package static let summary =
    "Lists the objects of a bucket as the first version of the API did; ListObjectsV2 is newer."
  package static let request = Shape(
    Request.init(bucket:delimiter:encoding:marker:limit:prefix:owner:refused:),
    BucketName.member(\.bucket),
    Member("Delimiter", \.delimiter, help: "Groups keys by what stands before it: /."),
    Member("EncodingType", \.encoding, help: "url: writes names percent-encoded."),
    Member("Marker", \.marker, help: "Only keys after this one."),
    Member("MaxKeys", \.limit, help: "Most names of one answer, at most 1,000."),
    Member("Prefix", \.prefix, help: "Only keys that begin so."),
    ExpectedOwner.member(\.owner),
    Member(refused: \.refused, ["RequestPayer"], lists: ["OptionalObjectAttributes"]))
  package static let response = Fields<Response>(
    .init("IsTruncated", \.isTruncated), .init("Marker", \.marker), .init("NextMarker", \.next),
    .init("Contents", \.contents), .init("Name", \.request.bucket), .init("Prefix", \.prefix),
    .init("Delimiter", \.delimiter), .init("MaxKeys", \.limit),
    .init("CommonPrefixes", \.commonPrefixes), .init("EncodingType", \.request.encoding))
  package static let paging: Paging? = Paging(
    .init("Marker", "NextMarker"), limit: "MaxKeys",
    lists: ["Contents", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func check(_ request: Request) throws(S3Failure) { try request.refused.check() }

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    var values = ConditionValues()
    values.add(.s3Prefix, request.prefix)
    values.add(.s3Delimiter, request.delimiter)
    values.add(.s3MaxKeys, request.limit)
    return [try storage.s3.demand("s3:ListBucket", on: request.bucket, values)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try EncodingType.check(request.encoding)
    let page = Listing(
      bucket.objects,
      ListRequest(
        prefix: request.prefix ?? "", delimiter: request.delimiter ?? "",
        after: request.marker ?? "", limit: try ListRequest.limit(request.limit)))
    return Response(request: request, page: page, account: bucket.owner)
  }
}

extension ListObjects.Response {
  fileprivate var isTruncated: Bool { page.last != nil }
  fileprivate var marker: String { EncodingType.written(request.marker ?? "", request.encoding) }
  /// Only told with a delimiter: without one the last key is the marker.
  fileprivate var next: String? {
    request.delimiter == nil ? nil : page.last.map { EncodingType.written($0, request.encoding) }
  }
  fileprivate var prefix: String { EncodingType.written(request.prefix ?? "", request.encoding) }
  fileprivate var delimiter: String? {
    request.delimiter.map { EncodingType.written($0, request.encoding) }
  }
  fileprivate var limit: Int { request.limit ?? ListRequest.mostKeys }
  fileprivate var contents: [ListedObject]? {
    page.contents.isEmpty
      ? nil
      : page.contents.map { key, object in
        ListedObject(
          key: EncodingType.written(key, request.encoding), object: object,
          owner: Owner(account: account))
      }
  }
  fileprivate var commonPrefixes: [CommonPrefix]? {
    page.commonPrefixes.isEmpty
      ? nil
      : page.commonPrefixes.map {
        CommonPrefix(prefix: EncodingType.written($0, request.encoding))
      }
  }
}
