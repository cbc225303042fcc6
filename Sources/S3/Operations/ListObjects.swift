package import Access
package import Kernel

/// Lists the objects of a bucket as the first version of the API did.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html
package enum ListObjects: S3Operation {
  package struct Request: BringsUnsimulated {
    let bucket: BucketName
    let list: ListParameters
    let marker: String?
    let owner: ExpectedOwner?
    package let unsimulated: UnsimulatedMembers
  }
  package struct Response: Sendable {
    let request: Request
    let page: Listing
  }

  package static let name = "ListObjects"
  package static let summary =
    "Lists the objects of a bucket as the first version of the API did; ListObjectsV2 is newer."
  package static let request = Shape(
    Request.init(bucket:list:marker:owner:unsimulated:),
    BucketName.member(\.bucket), Member(\.list, group: ListParameters.shape),
    Member("Marker", \.marker, help: "Only keys after this one."),
    ExpectedOwner.member(\.owner),
    Member(\.unsimulated, .idle("RequestPayer"), .idle("OptionalObjectAttributes", [String].self)))
  package static let response = Fields<Response>(
    .init("IsTruncated", \.isTruncated), .init("Marker", \.marker), .init("NextMarker", \.next),
    .init("Contents", \.contents), .init("Name", \.request.bucket),
    .init("Prefix", \.request.list.toldPrefix),
    .init("Delimiter", \.request.list.toldDelimiter), .init("MaxKeys", \.request.list.toldLimit),
    .init("CommonPrefixes", \.commonPrefixes), .init("EncodingType", \.request.list.encoding))
  package static let paging: Paging? = Paging(
    .init("Marker", "NextMarker"), limit: "MaxKeys",
    lists: ["Contents", "CommonPrefixes"], others: ["RequestCharged", "Prefix"])
  package static let effect = Effect.read
  package static let permissions = ["s3:ListBucket"]
  package static let errors = ["NoSuchBucket", "InvalidArgument"]

  package static func demands(
    _ request: Request, in storage: Storage, as call: Call
  ) throws(S3Failure) -> [Demand] {
    [try storage.s3.demand("s3:ListBucket", on: request.bucket, request.list.conditionValues)]
  }

  package static func run(
    _ request: Request, in storage: inout Storage, _ environment: inout Environment, as call: Call
  ) throws(S3Failure) -> Response {
    let bucket = try storage.s3.bucket(request.bucket)
    try request.owner.check(bucket)
    try EncodingType.check(request.list.encoding)
    let page = try Listing(
      bucket, request.list, after: request.marker ?? "", tellsOwner: true)
    return Response(request: request, page: page)
  }
}

extension ListObjects.Response {
  fileprivate var isTruncated: Bool { page.last != nil }
  fileprivate var marker: String { request.list.written(request.marker ?? "") }
  /// Only told with a delimiter: without one the last key is the marker.
  fileprivate var next: String? {
    request.list.delimiter == nil ? nil : page.last.map { request.list.written($0) }
  }
  fileprivate var contents: [ListedObject]? { page.contents.isEmpty ? nil : page.contents }
  fileprivate var commonPrefixes: [CommonPrefix]? { request.list.told(page.commonPrefixes) }
}
